import type { pickupSetup as setupShape, pickup as shape } from '../zh-CN/pickup.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const photos = (count: number) => `${count} ${count === 1 ? 'photo' : 'photos'}`;
const seconds = (count: number) => `${count} ${count === 1 ? 'second' : 'seconds'}`;

/** The touch screen at which guests pick photos and take them along. */
export const pickup: typeof shape = {
  invitation: 'Touch to pick photos and take them with you',
  title: 'Pick some to take with you',
  otherLanguage: '中文',
  all: 'All',
  chapters: 'By gallery',
  times: 'By time',
  timeFrom: 'From',
  timeTo: 'To',
  day: ({ month, day }) => `${day} ${months[month - 1]}`,
  span: (from, to) => `${from}–${to}`,
  barSays: (span, count) => `${span}, ${photos(count)}`,
  anyTime: 'Any time',
  fresh: 'Just now',
  newPhotos: (count) => `${count} new ${count === 1 ? 'photo' : 'photos'}`,
  photo: (at) => `Photo taken at ${at}`,
  most: (count) => `Up to ${count} photos`,
  full: (count) => `That is all ${count}. Untick one first`,
  forgets: 'Clears after 1 minute untouched',
  pick: 'Touch a photo to tick it',
  take: (count) => (count === 0 ? 'Take' : count === 1 ? 'Take this one' : `Take these ${count}`),
  taking: 'Preparing your code',
  picked: 'Your photos',
  unpick: 'Untick this one',
  empty: 'No photos yet. They appear here as they are shot',
  noneThen: 'No photos from that time',
  waits: 'One moment, the box is away',
  waitsText: 'It goes on by itself. What you ticked stays.',
  code: {
    title: 'Scan with your phone to take them',
    photos,
    until: ({ days, clock }) =>
      days > 1
        ? `Open for ${days} days`
        : days === 1
          ? 'Open until tomorrow'
          : `Open until ${clock === '24:00' ? 'midnight' : clock}`,
    left: (count) =>
      count >= 60 ? `Goes in ${Math.floor(count / 60)} min ${count % 60} s` : `Goes in ${seconds(count)}`,
    more: 'One more minute',
    done: 'Done',
    picture: 'The code of your photos',
  },
  still: {
    title: 'Still there?',
    text: (count) => `Clears in ${seconds(count)} for the next guest`,
    yes: 'I am here',
    no: 'Clear',
  },
  refused: {
    gone: (count) =>
      count === 1
        ? 'A photo was just withdrawn, and is unticked'
        : `${count} photos were just withdrawn, and are unticked`,
    many: (minutes) =>
      `Many photos were taken here just now. Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    other: 'This does not work right now. Please ask the staff',
  },
  taken: (count, clock) => `${photos(count)} taken along, ${clock}`,
};

/** Setting a station up, in the admin. */
export const pickupSetup: typeof setupShape = {
  title: (name) => `Pickup station on “${name}”`,
  lead: 'Guests pick photos on the screen and take them along by a code. While nobody touches it, it shows what it showed.',
  project: 'Project',
  galleries: 'Galleries that guests may pick from',
  galleriesHelp: 'Only the ticked galleries and their next chapters. Nothing else can be reached.',
  noProjects: 'There is no project yet. Make one with photos first.',
  noGalleries: 'This project has no galleries yet.',
  toGalleries: 'Make a gallery',
  photos,
  audience: 'Audience of the links they take',
  allows: (says) => `What guests get: ${says}`,
  until: (day) => `Taken now, they close: ${day}.`,
  noAudience: 'No audience fits: those with a password and the internal one cannot be used at a station.',
  choose: 'Tick at least one gallery',
  save: 'Open the station',
  keep: 'Save',
  busy: 'Setting up',
  done: (name) => `“${name}” is a pickup station now`,
  saved: (name) => `The station on “${name}” is changed`,
  ask: 'Let everybody take it along?',
  askText:
    'A chosen gallery is internal or asks for a password, or this audience may save more than guests usually do. Everybody who passes by can pick photos and take them along.',
  askYes: 'Let them',
  off: 'Close the station',
  offDone: (name) => `“${name}” is no pickup station any more. What was taken along still opens`,
  menu: 'Pickup station',
};
