import type { feedback as shape } from '../zh-CN/feedback.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const feedback = {
  title: 'Guest feedback',
  open: 'Guest feedback',
  empty: 'No feedback yet',
  emptyHelp: 'Turn on “Feedback” in a link’s settings, and guests can like photos and write a line.',
  most: 'Liked most',
  inGallery: 'Gallery',
  allGalleries: 'All galleries',
  hearts: (count: number) => counted(count, 'person likes it', 'people like it'),
  heartsShort: (count: number) => counted(count, 'like', 'likes'),
  lines: (count: number) => counted(count, 'line', 'lines'),
  moreHearts: (count: number) => `${count} more`,
  nobody: 'Guest',
  who: (names: readonly string[]) => names.join(', '),
  seePhoto: (photo: string) => `See the photo “${photo}”`,
  hide: {
    title: 'Asked to be hidden',
    none: 'Nobody is waiting',
    need: (name: string, count: number) =>
      count > 1
        ? `${count} photos are asked to be hidden`
        : `${name === '' ? 'A guest' : `“${name}”`} asks to hide a photo`,
    needDone: (count: number) =>
      count > 1 ? `${count} photos were hidden at guests’ request` : 'A photo was hidden at a guest’s request',
    where: (gallery: string, link: string) =>
      link === '' ? `Gallery “${gallery}”` : `Gallery “${gallery}”, link “${link}”`,
    said: (note: string) => `Says: “${note}”`,
    others: (count: number) => `${count} people ask for it`,
    yes: 'Hide',
    no: 'Leave it',
    stay: 'Keep hidden',
    back: 'Show again',
    look: 'Look',
    hidden: 'The photo is hidden on phones and screens',
    kept: 'The photo stays',
    shown: 'The photo is shown again',
    stays: 'The photo stays hidden',
    answered: (count: number) => `${count} answered`,
    by: (name: string) => `by ${name}`,
    atOnce: 'hidden by itself',
    byHand: 'answered at the photo',
    states: { open: 'Waiting', hidden: 'Hidden', kept: 'Left as it is', shown: 'Shown again' },
    asked: (when: string) => `asked ${when}`,
  },
  photo: {
    hidden: 'Hidden',
    hiddenHelp: 'No guest and no screen shows it. It keeps its place in its galleries.',
    hide: 'Hide from guests',
    show: 'Show again',
  },
  link: {
    name: 'Feedback',
    help: 'Guests may like photos and write a line. Only staff see it.',
    choices: { off: 'Not taken', on: 'Taken' },
  },
  project: {
    title: '“That is me, please hide it”',
    help: 'In the large view guests can ask that a photo of them be hidden. Normally staff decide. When this is on it is hidden at once, 3 photos a phone and day at most; beyond that staff decide.',
    atOnce: 'Hide at once when a guest asks',
    see: 'See who asked',
  },
} satisfies typeof shape;
