import type { SceneTold, screens as shape } from '../zh-CN/screens.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const followers = (away: number) =>
  away === 0 ? '' : `, ${counted(away, 'more follows', 'more follow')} when back in touch`;

function scene({ kind, code, fresh, lately, title, count, audience, opensLeft }: SceneTold): string {
  if (kind === 'wall')
    return lately ? 'Photo wall, a new photo was just shown' : `Photo wall, ${counted(count, 'photo', 'photos')}`;
  if (kind === 'poster') {
    const left = opensLeft === null ? '' : `${opensLeft.toLocaleString('en')} opens left`;
    return [code === 'shown' ? 'Code to scan' : 'Code to scan, put away', audience && `for ${audience}`, left]
      .filter((part) => part !== '')
      .join(', ');
  }
  if (kind === 'message') return `Message “${title}”`;
  if (kind === 'wifi') return 'Wi-Fi code';
  if (kind === 'mobile') return 'A line that 4G/5G will do';
  if (kind === 'unit') return title;
  const what = fresh ? 'Just shot' : { photo: 'Photo', pair: 'Two upright photos', pano: '360° photo' }[kind];
  if (code === 'none') return what;
  if (code === 'away') return `${what}, its code put away`;
  return fresh ? `${what}, with code` : `${what} with code`;
}

export const screens: typeof shape = {
  title: 'Screens',
  summary: (count, fine) => (count === fine ? `${count}, all fine` : `${count}, ${fine} fine`),
  blankAll: 'Blank all',
  lightAll: 'Light all up',
  blanked: (count, away) => `${counted(count, 'screen is', 'screens are')} blank${followers(away)}`,
  lit: (count, away) => `${counted(count, 'screen is', 'screens are')} lit up${followers(away)}`,
  pair: 'Pair a screen',
  empty: 'No screens yet',
  fine: 'Fine',
  silent: 'Silent',
  fresh: 'Not seen yet',
  dark: 'Blank',
  asleep: 'Dark hours',
  used: 'In use',
  touch: 'touch',
  trouble: { silent: 'No answer', stuck: 'Picture stands still' },
  troubleBand: { silent: 'Connected, but does not answer', stuck: 'The picture stands still: try a reload' },
  unknownSince: (clock) => `Unknown since ${clock}`,
  summaryAway: (count) => `${count}, state unknown`,
  on: {
    pickup: (picked) => (picked > 0 ? `Picking photos, ${picked} so far` : 'Picking photos'),
    venue: 'The venue’s still',
    nothing: 'Nothing chosen yet',
    noPhotos: 'No photos to show now',
    blank: 'Blank: the screen is dark',
    asleep: 'Dark hours: it lights up by itself',
    waiting: 'Has not said what is on',
    offline: 'Goes on from what it keeps; codes are put away',
    unknown: 'What is on cannot be seen now',
  },
  scene,
  left: (seconds) => `${seconds} s left`,
  pausedNote: 'paused',
  pinnedNote: 'kept on',
  backIn: (seconds) => {
    if (seconds < 60) return `back to the loop in ${seconds} s`;
    if (seconds >= 3600) return `back to the loop in ${Math.round(seconds / 3600)} h`;
    return `back to the loop in ${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
  },
  held: (held, wanted) => `Holds ${held} of ${wanted} photos`,
  offset: (ms) => `clock ${ms.toLocaleString('en')} ms off`,
  never: 'Never seen yet',
  lastSeen: (at) => `last seen ${at}`,
  silentFor: (span, at) => `Silent for ${span}, last seen ${at}`,
  span: (seconds) =>
    seconds < 90
      ? `${Math.max(1, Math.round(seconds))} s`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} min`
        : seconds < 129_600
          ? `${Math.round(seconds / 3600)} h`
          : counted(Math.round(seconds / 86_400), 'day', 'days'),
  picture: (name, what) => `${name} now: ${what}`,
  remote: 'Remote',
  remoteOf: (name) => `Remote for ${name}`,
  playlists: 'Playlists',
  change: 'Change playlist',
  changeOf: (name) => `Change playlist of ${name}`,
  whatToDo: 'What to do',
  callAgain: 'Call again',
  called: (name) => `Called “${name}”: it shows its name`,
  help: {
    title: (name) => `“${name}” is silent`,
    steps: [
      'Look at the screen: has it power, is it lit, does the picture move?',
      'Look at its network: cable or Wi-Fi must lead to the box’s network.',
      'Reload the page on that screen, or open the address below again. It finds its way back by itself, without pairing.',
    ],
    meanwhile:
      'Meanwhile it goes on from the photos that it keeps; after 5 minutes its codes are put away. It never goes dark.',
    lost: 'If it shows six digits, its key is gone: pair it again here.',
  },
  pairing: {
    title: 'New screen',
    enter: 'Enter the 6 digits on the screen',
    label: 'The 6 digits on the screen',
    open: 'In its browser, open',
    after: 'It pairs as soon as the last digit is in',
    busy: 'Pairing',
    firstName: (nr) => `Screen ${nr}`,
    paired: 'Paired',
    pairedText: 'Give it a name and choose what it shows; it starts at once.',
    later: 'Choose later',
  },
  show: {
    title: (name) => `What “${name}” shows`,
    how: 'What it shows',
    ways: { playlist: 'A playlist', galleries: 'Galleries alone' },
    name: 'Name of the screen',
    nameHelp: 'Where it hangs, like “Main stage”.',
    company: 'In step with',
    own: 'On its own',
    with: (name) => `In step with ${name}`,
    companyHelp: (name) => `Shows what ${name} shows, changes at the same instant, and is led together.`,
    project: 'Project',
    galleries: 'Galleries',
    galleriesHelp: 'They play in the order in which you tick them.',
    noProjects: 'There is no project yet. Start one, bring photos, and come back.',
    noGalleries: 'This project has no galleries yet.',
    toGalleries: 'Make a gallery',
    chosen: 'Running order',
    nothing: 'No gallery is chosen: the screen shows the venue’s still.',
    code: (title) => `Code beside “${title}”`,
    newest: 'Newest open link',
    noCode: 'No code',
    deadLink: (label) => `${label}, does not open now`,
    seconds: 'Each photo stays',
    secondsOf: (seconds) => `${seconds} s`,
    preview: 'Preview',
    up: (title) => `Move “${title}” forward`,
    down: (title) => `Move “${title}” back`,
    out: (title) => `Take “${title}” out`,
    save: 'Start showing',
    busy: 'Changing',
    done: (name) => `“${name}” has changed`,
    photos: (count) => counted(count, 'photo', 'photos'),
    gone: 'A deleted gallery',
    unnamed: 'Link without a name',
    privateAsk: 'Let everybody see it?',
    privateText:
      'A chosen gallery is internal, or asks for a password. On a big screen everybody who passes can see it.',
    privateYes: 'Show it',
  },
  key: {
    previous: 'Previous',
    next: 'Next',
    pause: 'Hold',
    resume: 'Go on',
    blank: 'Blank',
    light: 'Light up',
    identify: 'Call it',
    reload: 'Reload',
    reloaded: 'It reloads now',
    noAnswer: 'The screen did not answer. Press again',
    offline: 'This screen is out of touch. Presses are kept and followed once it is back.',
    together: (names) => `In step with ${names}: photos, hold and keep move them all. Blank is for this one alone.`,
    list: (names) => names.map((name) => `“${name}”`).join(', '),
    nothingHelp: 'Until then it shows the venue’s name and logo.',
    choose: 'Choose a playlist',
    units: 'Go to',
    onNow: 'On now',
    noUnits: 'There are no galleries to call for yet.',
    buildings: 'Buildings',
    allBuildings: 'All',
    keep: 'Keep on',
    unpin: 'Back to the loop',
    held: 'On hold: “Go on” starts it again',
    loop: (count, seconds) => `${counted(count, 'photo', 'photos')} in turn, ${seconds} s each`,
    more: 'More',
    make: 'Make a personal gallery',
    makeOf: (titles, count) =>
      `Make a personal gallery of ${titles.join(', ')}${count > titles.length ? ` and ${count - titles.length} more` : ''}`,
    toPhotos: 'Show one photo',
  },
  message: {
    title: 'Send a message',
    text: 'What it says',
    help: 'For everybody in front of the screen, up to 200 letters.',
    ready: 'Ready lines',
    lines: [
      'Please take your seats, we are about to begin',
      'Back after a break of 15 minutes',
      'Scan for today’s photos',
      'The tour begins now, please come to the model',
    ],
    long: 'For how long',
    lengths: { '30': '30 s', '60': '1 min', '300': '5 min', always: 'Until let go' },
    send: 'Put it on',
    sent: 'The message is on the screen',
    missing: 'Write a line first.',
  },
  photo: {
    title: 'Show one photo',
    from: 'From where',
    onNow: 'In the loop',
    none: 'There are no photos here yet.',
    nth: (gallery, nr) => `${gallery}, photo ${nr}`,
    put: (what) => `Put on the screen: ${what}`,
  },
  pickup: 'Pickup station',
  codes: {
    title: 'Address in the codes',
    choices: { auto: 'Automatic', local: 'On site', public: 'Public' },
    help: {
      auto: 'The public address where there is one, else the one on site.',
      local:
        'For guests who are on the box’s Wi-Fi. While that is crowded the codes carry the public address, and go back afterwards; Box can switch that off.',
      public: 'The public address at all times; the one on site where there is none.',
    },
    done: (name, choice) => `Codes on “${name}”: ${choice}`,
  },
  rename: 'Rename',
  renamed: (name) => `Renamed to “${name}”`,
  remove: 'Remove this screen',
  removeAsk: (name) => `Remove “${name}”?`,
  removeText: 'It stops at once and shows a new number. Pair it again to use it; photos and galleries are not touched.',
  removeYes: 'Remove',
  removed: (name) => `“${name}” was removed`,
  lost: 'There is no such screen: it may have been removed.',
  toScreens: 'All screens',
  withdraw: 'Withdraw this photo from everywhere',
  withdrawAsk: 'Withdraw this photo from everywhere?',
  withdrawText: (count) =>
    count === 0
      ? 'It goes from screens and guests’ phones at once, and stays in the trash for 7 days.'
      : `It is in ${counted(count, 'gallery', 'galleries')}. It goes from all screens and guests’ phones at once, and stays in the trash for 7 days.`,
  withdrawYes: 'Withdraw',
  withdrawn: 'Withdrawn from everywhere',
  details: 'This screen',
  playing: 'Playlist',
  build: 'Version',
  size: 'Resolution',
  roundTrip: 'Round trip',
  ms: (ms) => `${Math.round(ms).toLocaleString('en')} ms`,
  clock: 'Clock off by',
  heldPhotos: 'Photos held',
  uptime: 'Running for',
  seen: 'Last heard',
};
