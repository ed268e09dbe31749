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
  linkLocked: {
    site: (name: string) => `Somebody on site is guessing the password of ${name}`,
    tunnel: (name: string) => `Somebody is guessing the password of ${name} from outside`,
  },
  linkLockedHelp: (until: string) =>
    `No password is tried there until ${until}. Whoever is in stays in. If it is a guest who mistyped, let them try again.`,
  unlock: 'Unlock',
  unlocked: (name: string) => `${name} takes passwords again`,
  galleryFull: (title: string) => `Gallery “${title}” is full`,
  galleryFullHelp: 'It holds 25 photos; new ones stay in the library.',
  openGallery: 'Open it',
  photosFailed: (title: string, count: number) =>
    `${count} ${count === 1 ? 'photo' : 'photos'} of “${title}” could not be processed`,
  photosFailedHelp: 'The originals are kept. Try another file in their place.',
  look: 'Take a look',
  screenSilent: (name: string) => `${name} is silent`,
  lastSeen: (when: string) => `Last seen ${when}`,
  neverSeen: 'Never connected yet',
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
