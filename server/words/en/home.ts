import type { Moment } from '../moments.ts';
import type { home as shape } from '../zh-CN/home.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The page "Now". */
export const home = {
  title: 'Now',
  today: ({ month, day, clock }: Moment, weekday: string) => `${weekday} ${day} ${months[month - 1]}, ${clock}`,
  upload: 'Upload photos',
  needs: 'Needs you',
  needsCount: (count: number) => (count === 1 ? '1 thing needs you' : `${count} things need you`),
  nothing: 'Nothing needs you',
  unknown: 'The box is out of reach: whether anything needs you is not known',
  gallery: (name: string) => `“${name}”`,
  linkSoon: (name: string, left: number) => `“${name}” has ${left} ${left === 1 ? 'open' : 'opens'} left`,
  linkPace: (name: string, left: number, minutes: number) =>
    `“${name}” has ${left} ${left === 1 ? 'open' : 'opens'} left, about ${minutes} min at this pace`,
  linkUsedUp: (name: string) => `“${name}” is used up`,
  linkEnds: (name: string, when: string) => `“${name}” ends ${when}`,
  linkEnded: (name: string, when: string) => `“${name}” ended ${when}`,
  opened: (opens: number, max: number) => `opened ${opens.toLocaleString('en')} of ${max.toLocaleString('en')} times`,
  openedOnly: (opens: number) => (opens === 1 ? 'opened once' : `opened ${opens.toLocaleString('en')} times`),
  giveOpens: (count: number) => `Add ${count} opens`,
  giveAgain: (count: number) => `Give ${count} more`,
  giveDays: (count: number) => `Add ${count} days`,
  gaveOpens: (name: string, count: number) => `${count} opens added to “${name}”`,
  gaveDays: (name: string, count: number) => `${count} days added to “${name}”`,
  alsoDays: (label: string, count: number) => `${label} and ${count} days`,
  alsoGaveDays: (text: string, count: number) => `${text}, and ${count} days`,
  givePerPhone: (count: number) => `Add ${count} a phone`,
  gavePerPhone: (name: string, count: number) => `${count} opens a phone added to “${name}”`,
  askedMore: (who: string, count: number, link: string) =>
    `${count > 1 ? `${count} guests ask` : `${who || 'A guest'} asks`} to see more of “${link}”`,
  askedIn: (who: string, count: number, link: string) =>
    count > 1
      ? `${count} new phones ask to open “${link}”`
      : `${who || 'Somebody'} asks to open “${link}” on a new phone`,
  askedWhy: {
    exhausted: (max: number) => `${max.toLocaleString('en')} ${max === 1 ? 'open' : 'opens'}, used up`,
    share: (max: number) => `${max.toLocaleString('en')} ${max === 1 ? 'open' : 'opens'} a phone, used up`,
    expired: (when: string) => `ended ${when}`,
    revoked: 'the link was revoked',
    device: (max: number) => `open on ${max} ${max === 1 ? 'phone' : 'phones'} already`,
  },
  askedSince: (minutes: number, when: string) =>
    minutes < 1 ? 'just now' : minutes < 60 ? `${minutes} min ago` : `asked ${when}`,
  askedNames: (names: readonly string[], more: boolean) => `${names.join(', ')}${more ? ' and others' : ''}`,
  askedNote: (note: string) => `“${note}”`,
  askedToLink: 'One by one',
  letIn: 'Let in',
  decline: 'Decline',
  reviveIt: 'Restore',
  giveShare: (count: number) => `Give ${count} more`,
  gaveAsked: (name: string) => `“${name}” is open again; the pages that wait open by themselves`,
  letInDone: 'The phone is let in; its page opens by itself',
  declined: (count: number) => (count > 1 ? `${count} guests were told no` : 'The guest was told no'),
  declineAsk: (count: number) => `Say no to all ${count} guests?`,
  declineText: 'Their pages say that it was not agreed to this time; they may ask again in an hour.',
  linkLocked: {
    site: (name: string) => `Somebody on site is guessing the password of ${name}`,
    tunnel: (name: string) => `Somebody is guessing the password of ${name} from outside`,
  },
  linkLockedHelp: (until: string) =>
    `Each phone has five tries, then it waits; whoever types the right one gets in, and whoever is in stays in. The count starts anew ${until}, or when you unlock it.`,
  unlock: 'Unlock',
  unlocked: (name: string) => `${name} takes passwords again`,
  stepEnds: (name: string, when: string) => `The next step of “${name}” is shown until ${when}`,
  stepEnded: (name: string, when: string) => `The next step of “${name}” was shown until ${when}`,
  stepAct: 'Change the date',
  refreshDue: (name: string, days: number) =>
    days === 0
      ? `“${name}” is due for fresh photos today`
      : `“${name}” has been due for fresh photos ${days === 1 ? 'since yesterday' : `for ${days} days`}`,
  refreshDueHelp: (days: number) => (days === 1 ? 'To be refreshed every day.' : `To be refreshed every ${days} days.`),
  stillRight: 'Still right',
  confirmed: (name: string) => `Noted: the photos of “${name}” are still right`,
  openGallery: 'To the photos',
  swapMissed: (title: string) => `The photos of “${title}” were not replaced as planned`,
  swapMissedHelp: 'None of the photos that were planned was left, so nothing was changed.',
  photosFailed: (title: string, count: number) =>
    `${count} ${count === 1 ? 'photo' : 'photos'} of “${title}” could not be processed`,
  photosFailedHelp: 'The originals are kept. Try another file in their place.',
  look: 'Take a look',
  screenSilent: (name: string) => `${name} is silent`,
  lastSeen: (when: string) => `Last seen ${when}`,
  neverSeen: 'Never connected yet',
  onScreens: (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more screens` : names.join(', '),
  codeGone: (name: string, where: string) => `${where}: the code of “${name}” is not shown`,
  codeReplaced: (name: string, where: string) => `${where}: another code stands in for “${name}”`,
  opensLater: (when: string) => `opens ${when}`,
  openNow: 'Open it now',
  codeBack: (name: string) => `The code of “${name}” can be scanned again`,
  publicAddress: 'The public address does not reach this box',
  publicAddressHelp: (origin: string) => `${origin}: phones that are not on site cannot see the photos.`,
  disk: {
    short: (free: string) => `The box is filling up: ${free} left`,
    full: (free: string) => `The box has too little room for new photos: ${free} left`,
    last: (free: string) => `The box has hardly any room left: ${free}`,
    stuck: () => 'The box has no room at all: guests cannot open links',
  },
  diskHelp: {
    short: 'Delete photos that are no longer needed; their room is free 7 days later. Or fit a larger disk.',
    full: 'Photos and links that are there work as before. Delete photos, or clear other files from this machine.',
    last: 'What is left is kept for opening, counting and revoking. Clear other files from this machine now.',
    stuck:
      'Clear other files from this machine now, and do not restart it before. With room, the box recovers by itself.',
  },
  diskAct: 'Go to photos',
  clockWrong: (machine: string) => `The times do not agree: this machine says ${machine}`,
  clockHelp: (taken: string, here: string) =>
    `The box goes by ${taken}; this device says ${here}. Until it is right, expired links stay closed and nothing is cleared away.`,
  clockSet: 'Use this time',
  clockIsSet: 'The box’s time is set',
  crowded: 'The Wi-Fi here is crowded: photos come slowly',
  crowdedHelp: (since: string, phones: number, seconds: string, codes: 'public' | 'local') =>
    `Since ${since} the slower phones wait ${seconds} s for a small photo${phones > 0 ? `; ${phones.toLocaleString('en')} ${phones === 1 ? 'phone is' : 'phones are'} looking` : ''}. Pages ask for less until it is over. ${
      codes === 'public'
        ? 'Codes on screens carry the public address, so that new guests can come by 4G/5G.'
        : 'Codes on screens carry the address of this Wi-Fi, so that new guests join it too.'
    }`,
  crowdedAct: 'To the screens',
  screens: 'On the screens now',
  allScreens: (count: number) => `All ${count}`,
  noScreens: 'No screens yet',
  noScreensHelp: 'Open the address below in the browser of the big screen, then enter its six digits here.',
  pairFirst: 'Pair the first screen',
  visits: 'Visits today',
  opens: (opens: number, visitors: number) =>
    `${opens === 1 ? 'open' : 'opens'}, ${visitors.toLocaleString('en')} ${visitors === 1 ? 'visitor' : 'visitors'}`,
  hour: (hour: number, opens: number) => `${hour}:00, ${opens.toLocaleString('en')} ${opens === 1 ? 'open' : 'opens'}`,
  hours: 'Opens by hour',
  noVisits: 'Nobody has opened a link today. Put the code where guests see it.',
  newest: 'Just in',
  newestBy: (by: string, when: string, count: number) => `${by}, ${when}, ${count} ${count === 1 ? 'photo' : 'photos'}`,
  newestAt: (when: string, count: number) => `${when}, ${count} ${count === 1 ? 'photo' : 'photos'}`,
  noPhotos: 'No photos yet',
  welcome: 'The box is ready',
  welcomeHelp: 'Start a project: say what it is for, drop photos in, and the code is there.',
  firstProject: 'Start the first project',
  trySample: 'Look at a sample first',
  makingSample: 'Preparing the sample',
  bring: 'Choose a project and bring photos',
} satisfies typeof shape;
