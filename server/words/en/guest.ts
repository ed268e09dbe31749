import type { Moment } from '../moments.ts';
import type { guest as shape } from '../zh-CN/guest.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const photos = (count: number) => counted(count, 'photo', 'photos');

/** today, tomorrow, yesterday, 28 Nov, 5 Jan 2027. */
function day(moment: Moment): string {
  if (moment.days === 0) return 'today';
  if (moment.days === 1) return 'tomorrow';
  if (moment.days === -1) return 'yesterday';
  const date = `${moment.day} ${months[moment.month - 1]}`;
  return moment.thisYear ? date : `${date} ${moment.year}`;
}
const near = (moment: Moment) => Math.abs(moment.days) <= 1;
const clock = (moment: Moment) => (moment.clock === '24:00' ? 'midnight' : moment.clock);
const at = (moment: Moment) => `${day(moment)}${near(moment) ? ' at' : ','} ${clock(moment)}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const quoted = (title: string) => `“${title}”`;
const times = (opens: number) => (opens === 1 ? 'once' : opens === 2 ? 'twice' : `${opens} times`);

export const guest = {
  otherLanguage: { name: '中文', locale: 'zh-CN', long: '简体中文' },
  day,
  at,
  gate: {
    lead: (chapterCount: number, photoCount: number) => {
      if (photoCount === 0) return 'Photos are on their way';
      return chapterCount > 1
        ? `${counted(chapterCount, 'chapter', 'chapters')}, ${photos(photoCount)}`
        : photos(photoCount);
    },
    open: 'View photos',
    opening: 'Opening',
    password: 'Password',
    passwordHelp: 'It is in the message the staff sent you',
    showPassword: 'Show password',
    noPassword: 'No password? Ask the staff',
    missing: 'Enter the password',
    wrong: (left: number | undefined) =>
      left === undefined
        ? 'Wrong password. Try again'
        : left === 0
          ? 'Wrong password'
          : `Wrong password. ${counted(left, 'try', 'tries')} left`,
    locked: (minutes: number) => `Too many tries. Come back in ${counted(minutes, 'minute', 'minutes')}`,
  },
  gallery: {
    until: (moment: Moment) =>
      moment.days > 1 ? `${moment.days} days left, until ${day(moment)}` : `closes ${at(moment)}`,
    opensLeft: (left: number) =>
      left === 0 ? 'the last view on this phone' : `${counted(left, 'more view', 'more views')} on this phone`,
    ends: (moment: Moment) => `This visit lasts until ${at(moment)}`,
    saving: { off: 'preview only, saving is off', screen: 'photos can be saved', original: 'originals can be saved' },
    joined: (parts: readonly string[]) => capital(parts.join(', ')),
    printed: (box: string, { year, month, day: date }: Moment) => `${box}, ${date} ${months[month - 1]} ${year}`,
    notPrinted: 'These photos are for viewing on the phone only, not for print.',
    chapters: 'Chapters',
    photo: (number: number) => `Photo ${number}`,
    panorama: (name: string) => `${name}, 360° panorama`,
    processing: 'Almost ready',
    keep: {
      all: (title, count) =>
        count === 1 ? 'Save the photo' : title === null ? `Save all ${count}` : `Save all ${count} of ${title}`,
      some: 'Choose',
      hold: 'Open a photo, then press and hold to save it',
      heading: 'Save photos',
      chosen: 'Save the chosen ones together, or all',
    },
    say: {
      heading: 'Which ones you like',
      headingHide: 'If you are in a photo',
      line: 'A line about it (optional)',
      give: 'I like it',
      keepLine: 'Keep this line',
      takeBack: 'Not any more',
      name: 'Your name (optional)',
      note: 'A note to staff (optional)',
      hide: 'That is me, please hide it',
      asked: 'Staff were asked to hide it',
    },
    empty: 'No photos yet',
    emptyHelp: 'They appear here as they are taken. No need to reload.',
    takenAt: (when: string) => `Taken ${when}`,
  },
  closed: {
    exhausted: 'This link has been used up',
    exhaustedHere: 'This phone has used up its views',
    exhaustedText: (title: string, opens: number, last: string | null) =>
      `${quoted(title)} could be opened ${times(opens)}${last === null ? '' : `, last ${last}`}. The photos are all still there.`,
    exhaustedHereText: (title: string, opens: number, last: string | null) =>
      `Each phone could open ${quoted(title)} ${times(opens)}${last === null ? '' : `, last ${last}`}. The photos are all still there.`,
    expired: (moment: Moment) => `Closed ${moment.days === 0 ? at(moment) : day(moment)}`,
    expiredText: (title: string) => `The time to view ${quoted(title)} is over. The photos are all still there.`,
    replaced: 'The screen shows a new code by now',
    replacedText: (title: string) =>
      `${quoted(title)} is still there: scan the code on the screen once more. If you have left, ask the staff for a link.`,
    revoked: 'The host has withdrawn this link',
    revokedText: (title: string) =>
      title === '' ? 'The photos are no longer here.' : `${quoted(title)} cannot be viewed for now.`,
    scheduled: (when: string) => `Opens ${when}`,
    scheduledText: (title: string) => `${quoted(title)} is not open yet.`,
    opensByItself: 'This page opens by itself when the time comes',
    daysLeft: (days: number) => `${days} days to go`,
    lookNow: 'Check again',
    devices: 'This link is open on another phone',
    devicesText: (title: string, phones: number) =>
      phones === 1
        ? `${quoted(title)} opens on one phone only. Use the phone that opened it first, or ask the staff to let this one in.`
        : `${quoted(title)} opens on ${phones} phones at most, and they are taken. Use one of those, or ask the staff to let this one in.`,
    ask: 'Ask for more',
    askDevice: 'Ask to let this phone in',
    askName: 'Your name',
    askNote: 'A word to the staff',
    optional: 'optional',
    willOpen: 'This page opens by itself once they agree. No need to scan again.',
    asked: (moment: Moment) => `The staff were asked ${moment.days === 0 ? 'at' : day(moment)} ${clock(moment)}`,
    waiting: 'Keep this page; it opens by itself once they agree.',
    declined: 'The staff did not agree this time',
    declinedText: 'If you would still like to see it, please speak to them. The photos are all still there.',
    enough: 'You have asked a few times. Please speak to the staff; once it is open again, the same code works.',
    askStaff: 'Would you like to see more? Tell the staff; once it is open again, the same code works.',
  },
  unknown: {
    title: 'This link was not found',
    text: 'Part of the address may be missing. Scan the code again, or ask the staff to send it once more.',
  },
  error: {
    busyTitle: 'It is busy right now',
    busyText: 'The photos are safe; the box cannot keep up for a moment. Try again in a few seconds.',
    faultTitle: 'Something went wrong',
    faultText: 'The photos are safe, they just did not open. Try again; if that does not help, tell the staff.',
    again: 'Try again',
  },
  preview: 'Open the link to see the photos',
  next: { name: 'Next step', hold: 'Press and hold the picture to scan or save it' },
  script: {
    offline: 'No network. It tries again by itself once you are back',
    failed: 'It did not open. Please try again',
    notAsked: 'It did not arrive. Please try again',
    askOffline: 'No network. Try again once you are back',
    again: 'Try again',
    left: 'This visit ends in {time}',
    lastMinute: 'One minute left of this visit',
    ended: 'This visit is over. You can open it once more',
    over: 'This visit is over',
    netLost: 'No network. It goes on by itself once you are back',
    unreached: 'No connection. It goes on by itself',
    slow: 'The network is slow. Photos are on their way',
    missing: 'Enter the password',
    wait: 'Too many tries. Wait {time}',
    show: 'Show password',
    hide: 'Hide password',
    newPhoto: '1 new photo',
    newPhotos: '{n} new photos',
    justNow: 'Just now',
    viewer: 'Photos',
    close: 'Close',
    previous: 'Previous photo',
    next: 'Next photo',
    position: 'Photo {i} of {n}',
    goTo: 'Photo {i}',
    strip: 'All photos',
    edition: 'Edition {n}',
    save: 'Save original',
    saveOne: 'Save photo',
    saveChosen: 'Save {n}',
    chooseNone: 'Tap to choose',
    chooseEnd: 'Cancel',
    holdWeChat: 'Press and hold, then “Save Image”',
    holdApple: 'Press and hold, then “Save to Photos”',
    holdAndroid: 'Press and hold, then “Download image”',
    rightClick: 'Right-click the photo, then “Save image as”',
    toPhotos: 'Save to Photos',
    holdApp: 'Press and hold, then “Save”',
    savedIt: 'Saved',
    nextOne: 'Next',
    finish: 'Done',
    got: 'Saved',
    tickHow: 'Tap after each, {n} in all',
    tickLeft: '{k} saved, {n} left',
    allSaved: 'All saved',
    originalSee: 'View original {size}',
    originalComing: 'Loading the original',
    originalHere: 'This is the original',
    originalFailed: 'The original did not load. Try again',
    zipInstead: 'Download as ZIP',
    broken: 'This photo did not load. Tap to try again',
    withdrawn: 'This photo was withdrawn',
    lookAround: 'Look around',
    lookingAround: 'Opening',
    panorama: '360° panorama',
    panoramaKeys: '360° panorama. Arrow keys turn, plus and minus zoom',
    panoramaHint: 'Drag to look around',
    panoramaClose: 'Back to the photo',
    noPanorama: 'You cannot look around right now. Here is the whole photo',
    sharper: 'Getting sharper',
    notSharper: 'The sharp picture did not load',
    tilt: 'Follow the phone',
    tiltRefused: 'The phone did not allow it. You can drag instead',
    rooms: 'All panoramas',
    room: 'Panorama {n}',
    like: 'Like',
    likePhoto: 'Like {photo}',
    sayLine: 'Say something',
    lineFor: 'A line about this photo',
    lineHelp: 'Staff will see it, other guests will not.',
    keepLine: 'Keep it',
    notKept: 'It was not kept. Please try again',
    notKeptOffline: 'No network, so it was not kept',
    feedbackOff: 'No more feedback is taken here',
    more: 'More',
    hideMe: 'That is me, please hide it',
    hideAsked: 'Staff were asked to hide it',
    hideHelp: 'Tell staff that you do not want to be seen in this photo.',
    hideName: 'Your name',
    hideNote: 'Note',
    optional: 'optional',
    hideSend: 'Ask to hide it',
    hideSent: 'Staff have been told',
    hideDone: 'This photo is hidden now',
    hideEnough: 'You have asked for several already. Please speak to staff in person',
    cancel: 'Cancel',
    leave: 'Open in the browser',
    leaveToSave: 'Save in the browser',
    leaveWhy: 'Originals and ZIP files are easier to save there',
    leaveMenu: 'Tap “···” at the top right',
    leaveChoose: 'Choose “Open in browser”',
    leaveSame: 'You go on with the same visit there; it is not counted again. Open it within 5 minutes.',
    leaveDone: 'Not now',
    leaveFailed: 'It does not work right now. Please try again in a moment',
    crowd: 'The Wi-Fi here is busy. It opens faster over 4G or 5G',
    crowdHow: 'How to switch',
    crowdFirst:
      'Turn off Wi-Fi on your phone first, then tap below. You go on with the same visit; it is not counted again.',
    crowdGo: 'Open over 4G or 5G',
  },
} satisfies typeof shape;
