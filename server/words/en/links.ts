import type { Moment } from '../moments.ts';
import type { PolicyParts, PresetParts, PresetSaid } from '../zh-CN/links.ts';
import type { Words } from '../zh-CN.ts';

const figure = (value: number) => value.toLocaleString('en');
const times = (count: number) => (count === 1 ? 'once' : `${figure(count)} times`);
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const onDay = ({ days, month, day, year, thisYear }: Moment) =>
  days === 0 ? 'today' : days === 1 ? 'tomorrow' : `${day} ${months[month - 1]}${thisYear ? '' : ` ${year}`}`;
const keeps = { off: 'view only, no saving', screen: 'may save screen size', original: 'may save originals' };
const downloads = { off: 'Off', screen: 'Screen size', original: 'Originals' };
const watermarks = { off: 'None', brand: 'House name', recipient: 'Recipient and date' };
const marked = { off: '', brand: 'with the house’s name on it', recipient: 'with recipient and date on it' };
const counted = (count: number, one: string, many: string) => `${figure(count)} ${count === 1 ? one : many}`;
const lasting = (seconds: number) =>
  seconds % 3600 === 0
    ? counted(seconds / 3600, 'hour', 'hours')
    : seconds % 60 === 0
      ? counted(seconds / 60, 'minute', 'minutes')
      : counted(seconds, 'second', 'seconds');

/** Links. `*` surrounds what is emphasised. */
export const links: Words['links'] = {
  add: 'New link',
  path: 'Where you are',
  make: 'Make a link',
  empty: 'No links yet',
  emptyHelp: 'A link is the code that guests scan: it decides which galleries they see, how often, and until when.',
  noGalleries: 'Make a gallery first, then give it a link.',
  toGalleries: 'To the galleries',
  lead: 'Changing photos never changes a link. Printed codes go on working.',
  all: 'All',
  filter: 'Show by state',
  noneOfState: 'There is no such link.',
  columns: {
    link: 'Link',
    opens: 'Opens left',
    expires: 'Expires',
    download: 'Download',
    downloads: 'Downloaded',
    state: 'State',
    acts: 'Actions',
  },
  states: {
    live: 'Open',
    nearly: 'Nearly used up',
    ending: 'Ends soon',
    scheduled: 'Not open yet',
    exhausted: 'Used up',
    expired: 'Expired',
    revoked: 'Withdrawn',
  },
  groups: { open: 'Open', soon: 'Running low', over: 'Used up or expired', revoked: 'Withdrawn' },
  downloads,
  watermarks,
  lasting,
  preset: (value) => `preset ${value}`,
  asPreset: 'as preset',
  presetIs: (value) => `preset: ${value.toLowerCase()}`,
  noDownloads: '—',
  downloaded: (count) =>
    count === 0 ? 'Nothing downloaded yet' : counted(count, 'photo downloaded', 'photos downloaded'),
  unlimited: 'No limit',
  of: (max) => `/ ${figure(max)}`,
  opened: (opens) => `opened ${times(opens)}`,
  leftOf: (left, max) => `${figure(left)} of ${figure(max)} opens left`,
  perPhone: (count) => `${figure(count)} per phone`,
  asksPassword: 'asks for a password',
  daysLeft: (days) => (days === 0 ? 'Ends today' : days === 1 ? '1 day left' : `${days} days left`),
  never: 'Never',
  over: 'Expired',
  untilDay: onDay,
  code: 'QR code',
  giveOpens: (count) => `Add ${figure(count)} opens`,
  giveAgain: (count) => `Give ${figure(count)} more`,
  giveDays: (days) => `Extend ${days} days`,
  revive: 'Restore',
  revoke: 'Withdraw link',
  rotate: 'New address',
  edit: 'Open',
  gaveOpens: (count) => `${figure(count)} opens added`,
  gaveDays: (when) => `Extended to ${when}`,
  revived: 'The link is open again, under the same code',
  revoked: 'The link is withdrawn; its code opens nothing now',
  rotated: 'Done. The old code opens nothing now; please use the new one',
  acts: (name) => `Actions for “${name}”`,
  revokeAsk: (name) => `Withdraw “${name}”?`,
  revokeText: (opens) =>
    `${opens === 0 ? 'Nobody has opened it yet. ' : `It was opened ${times(opens)}; whoever is looking now is shut out at once. `}Printed codes will open nothing. You can restore it later.`,
  revokeYes: 'Withdraw',
  revokeNo: 'Keep it',
  rotateAsk: 'Give it a new address?',
  rotateText:
    'The old address and all printed codes will never open again, and whoever is looking now is shut out at once. This cannot be undone.',
  rotateYes: 'New address',
  sentence: (policy: PolicyParts) => {
    const { maxOpens, perPhone, until, withProject, from, download, password } = policy;
    const opens = maxOpens === null ? 'opens *without limit*' : `opens *${times(maxOpens)}*`;
    const start = from === null ? '' : ` from *${onDay(from)} ${from.clock}*`;
    const end =
      until === null
        ? withProject
          ? ' until the project ends'
          : ' and never expires'
        : ` until *${onDay(until)}${until.clock === '24:00' ? '' : ` ${until.clock}`}*`;
    const phone = perPhone === null ? '' : `; *${figure(perPhone)}* per phone`;
    const phones = policy.maxDevices === null ? '' : `; on *${counted(policy.maxDevices, 'phone', 'phones')}* at most`;
    const visit = policy.visitSeconds === null ? '' : `; *${lasting(policy.visitSeconds)}* a visit`;
    const mark = policy.watermark === 'off' ? '' : `, ${marked[policy.watermark]}`;
    return `It ${opens}${start}${end}${phone}${phones}${visit}${password ? '; *asks for a password*' : ''}; *${keeps[download]}*${mark}.`;
  },
  presetSays: ({ opens, many, days, withProject, download, password, ...more }: PresetParts) =>
    [
      opens === null ? 'Opens without limit' : `Opens ${times(opens)}${many ? ' per phone' : ''}`,
      withProject ? 'until the project ends' : days === null ? 'never expires' : days === 1 ? '1 day' : `${days} days`,
      download === 'off' ? 'no saving' : keeps[download],
      ...(more.visitSeconds === null ? [] : [`${lasting(more.visitSeconds)} a visit`]),
      ...(more.maxDevices === null ? [] : [`on ${counted(more.maxDevices, 'phone', 'phones')} at most`]),
      ...(more.watermark === 'off' ? [] : ['watermarked']),
      ...(password ? ['asks for a password'] : []),
    ].join(', '),
  presetSaid: (said: PresetSaid): string => {
    switch (said.field) {
      case 'opens':
        return said.opens === null ? 'no limit' : `${figure(said.opens)}${said.many ? ' per phone' : ''}`;
      case 'end':
        return said.withProject ? 'with the project' : said.days === null ? 'never' : counted(said.days, 'day', 'days');
      case 'download':
        return downloads[said.download].toLowerCase();
      case 'visit':
        return said.seconds === null ? 'open-ended' : lasting(said.seconds);
      case 'phones':
        return said.phones === null ? 'no limit' : counted(said.phones, 'phone', 'phones');
      case 'refresh':
        return said.days === null ? 'no reminder' : counted(said.days, 'day', 'days');
      case 'watermark':
        return watermarks[said.watermark].toLowerCase();
      case 'password':
        return said.asked ? 'a password' : 'no password';
    }
  },
  form: {
    opens: 'Opens',
    used: (opens, left) => (left === null ? `${figure(opens)} used` : `${figure(opens)} used, ${figure(left)} left`),
    times: 'times',
    unlimited: 'No limit',
    perPhone: 'Per phone',
    perPhoneHelp: 'empty: no limit',
    total: 'In all',
    manySays: (perPhone, total) =>
      `${perPhone === null ? 'Each phone opens it without limit' : `Each phone opens it ${times(perPhone)}`}; ${total === null ? 'there is no total, however many people come. Fill in “In all” to set one.' : `all phones together ${times(total)}, then it closes.`}`,
    opening: 'Opens from',
    openings: { now: 'At once', later: 'Later' },
    openingLabel: 'From when it can be opened',
    openingHelp: 'Until then a scan shows a countdown',
    expires: 'Expires',
    ends: { none: 'Never', days: 'Days', date: 'Date', project: 'With the project' },
    days: 'days',
    daysLabel: 'Days from today',
    dateLabel: 'Last day',
    projectEnds: (when) => `The project ends ${when}`,
    download: 'Download',
    visit: 'A visit lasts',
    visitHelp: 'Then the photos are put away',
    visits: { free: 'Open-ended', 60: '1 min', 300: '5 min', 1800: '30 min', own: 'Other' },
    visitLabel: 'How long a visit lasts',
    visitUnits: { seconds: 'seconds', minutes: 'minutes' },
    visitUnit: 'Unit',
    phones: 'Phones',
    phonesHelp: 'With 1, forwarding it leads nowhere',
    // The row is called so already, and there is room for the figure alone.
    phonesUnit: '',
    refresh: 'Update reminder',
    refreshHelp: 'Photos older than this are named under Now',
    refreshNone: 'Never',
    watermark: 'Watermark',
    preview: 'Preview',
    previews: { off: 'No photo', on: 'One photo' },
    previewNever: 'A link with a password or a watermark shows no photo before it is opened.',
    previewSays: 'What chat apps show of the address; WeChat’s own card shows no photo',
    fromPreset: 'as preset',
    byHand: 'Changed by hand',
    presetIs: (value) => `preset: ${value}`,
    presetBecame: (value) => `the preset has since become ${value}`,
    backToPreset: 'Back to preset',
    takePreset: 'Take that',
    more: 'More rules',
    moreHelp: 'when it opens, how long, phones, watermark',
    password: 'Password',
    passwords: { off: 'None', on: 'Ask for one' },
    showPassword: 'Show password',
    showingPassword: 'Opening it',
    hidePassword: 'Hide',
    hiddenIn: (seconds) =>
      `Hidden again in ${counted(seconds, 'second', 'seconds')}; who looked is noted in the activity`,
    newPassword: 'Password',
    keepPassword: 'One is set; leave empty to keep it',
    setPassword: 'Choose a password',
    label: 'Name',
    labelHelp: 'Only the staff see it',
    placement: 'Placement',
    placementHelp: 'Where the code hangs: reception desk',
    save: 'Save changes',
    saving: 'Saving',
    saved: 'Saved; it holds from now on',
    nothing: 'Nothing was changed',
    discard: 'Discard changes',
    wrong: {
      opens: 'Please enter a whole number from 1 to 1,000,000, or choose no limit.',
      perPhone: 'Per phone, please enter a whole number from 1 to 1,000,000, or leave it empty.',
      opensAt: 'Please enter a day and a time.',
      opensLate: 'The link would be over by then. It has to open before it expires.',
      days: 'Please enter a whole number from 0 to 3,650. 0 ends it today.',
      date: 'Please choose today or a later day.',
      visit: 'Please enter a whole number between 10 seconds and 12 hours.',
      phones: 'Please enter a whole number from 1 to 10,000, or leave it empty.',
      refresh: 'Please enter a whole number from 1 to 3,650, or leave it empty.',
      password: 'Please choose a password, or ask for none.',
      passwordLong: 'A password has 100 characters at most.',
      previewPassword: 'A link that asks for a password cannot show a photo before: those without it would see it.',
      previewMark: 'A link with a watermark cannot show a photo before: that one would be without its mark.',
      label: 'A name has 120 characters at most, in one line.',
      placement: 'A placement has 120 characters at most, in one line.',
      refused: 'The box did not accept this; please change it.',
    },
  },
  onScreens: {
    heading: 'Take the photos off the screens too?',
    text: (screens) => `Photos of this link stay visible on ${screens}: a password does not hide them there.`,
    takeOff: 'Take them off',
    keep: 'Keep them there',
  },
  step: {
    title: 'Next step',
    help: {
      project:
        'What guests are to do after the photos: join a group, call, visit your site. It stands below the photos, and on the page of a link that does not open.',
      link: 'What guests are to do after the photos. Without one here, that of the project’s settings is shown.',
    },
    add: 'Add a next step',
    change: 'Change it',
    remove: 'Remove',
    removeAsk: 'Remove the next step?',
    removeText: {
      project: 'It leaves guests’ pages at once, and its picture is deleted. The taps stay counted.',
      link: 'It leaves guests’ pages at once, and its picture is deleted. Where the project has one, that is shown instead.',
    },
    removed: 'The next step is removed',
    saved: 'Saved. Guests see it at once',
    text: 'One line',
    textExample: 'Scan to join the group and get all originals',
    label: 'The button says',
    labelExample: 'Book a viewing',
    target: 'It leads to',
    targetHelp: 'An address, or a phone number. Leave both empty for no button.',
    picture: 'Picture',
    pictureNow: 'The picture as it is',
    pictureHelp: 'A group’s QR code, for instance: guests press and hold it. JPEG, PNG or WebP, up to 10 MB.',
    choose: 'Choose a picture',
    replace: 'Replace it',
    removePicture: 'No picture',
    alt: 'What the picture is',
    altHelp:
      'Read out to guests who cannot see it, for instance “QR code of the group”. Empty: the line above is read.',
    ends: 'Last day',
    endsHelp: 'Group codes expire. After this day it is not shown; you are told 3 days before. Empty: it stays.',
    until: (when: string) => `Shown until ${when}`,
    over: (when: string) => `Not shown since ${when}`,
    taps: (count: number) =>
      count === 0
        ? 'Nobody has tapped the button yet'
        : count === 1
          ? 'The button was tapped once'
          : `The button was tapped ${count.toLocaleString('en')} times`,
    leads: (label: string, target: string) => `“${label}” → ${target}`,
    wrong: {
      text: 'Write one line of at most 200 characters.',
      label: 'Write what the button says, at most 30 characters.',
      target: 'Enter an address that begins with https://, or a phone number.',
      pictureAlt: 'At most 120 characters.',
      endsOn: 'Choose today or a later day.',
    },
  },
  chapters: {
    label: 'Chapters',
    add: 'Add a chapter',
    up: (title) => `Move “${title}” up`,
    down: (title) => `Move “${title}” down`,
    remove: (title) => `Take “${title}” out`,
    moved: (title, nr) => `“${title}” is chapter ${nr} now`,
    added: (title) => `“${title}” added`,
    removed: (title) => `“${title}” taken out`,
    changed: 'Chapters changed; open phones follow at once',
  },
  forWhom: 'For whom',
  forOne: 'For one person',
  forMany: 'For many',
  forOneHelp: 'Opens are counted in all: for a person or a company.',
  forManyHelp: 'Opens are counted per phone: for screens, posters, table cards.',
  audience: 'Audience',
  noAudience: 'No preset',
  noAudienceHelp: 'No limit, never expires, no saving',
  adjust: 'Adjust',
  whichGalleries: 'Which galleries it opens',
  chooseGallery: 'Please choose at least one gallery.',
  making: 'Making it',
  made: 'The link is made',
  madePassword: 'It asks for this password; please note it now. The link’s page shows it again.',
  passwordMade: 'Left empty, the box makes up six figures.',
  passwordIs: 'Password',
  noted: 'I have noted it',
  copyPassword: 'Copy password',
  dialog: {
    alt: (name) => `QR code of “${name}”`,
    address: 'Address',
    copy: 'Copy link',
    copied: 'Copied. Paste it into your chat',
    copyByHand: 'Selected. Press and hold, or Ctrl+C, to copy',
    share: 'Share',
    svg: 'SVG, scales',
    png: (px) => `PNG ${px}`,
    save: 'Save code',
    full: 'Full screen',
    large: 'Enlarge',
    bright: 'Turn the brightness up; it scans faster.',
    origin: 'Address in the code',
    origins: { public: 'Internet', local: 'Wi-Fi on site' },
    drawing: 'Drawing it',
    edit: 'Change what it allows',
  },
  places: {
    label: 'Scanned from screens',
    place: (screen, scene) => (scene === '' ? screen : `${screen} · ${scene}`),
    opens: (count) => counted(count, 'open', 'opens'),
    others: 'Elsewhere',
  },
  warnings: {
    no_public: 'Only phones on the box’s Wi-Fi can open it.',
    local_chosen: 'Only phones on the box’s Wi-Fi can open this code.',
    unreachable: 'The public address does not reach this box right now.',
    another_box: 'The public address does not reach this box; another one answers there.',
    no_box: 'The public address does not reach this box; what answers there is no box.',
    not_staying: 'Do not print yet: the address is not set to stay.',
    toBox: 'Set the address',
    askOwner: 'Please ask the owner to set the address under Box.',
  },
  dead: {
    expired: (when) => `Expired ${when}; the code opens nothing.`,
    exhausted: (max) => `All ${figure(max)} opens are used; the code opens nothing.`,
    revoked: (when) => `Withdrawn ${when}; the code opens nothing.`,
    scheduled: (when) => `Opens ${when}; until then a scan shows a countdown.`,
    safe: 'The photos are safe. Once restored, the same code works again.',
  },
};
