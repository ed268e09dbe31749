import type { personal as shape, TermParts } from '../zh-CN/personal.ts';

const n = (count: number) => count.toLocaleString('en');
const photos = (count: number) => (count === 1 ? '1 photo' : `${n(count)} photos`);
const opens = (count: number) => (count === 1 ? '1 open' : `${n(count)} opens`);
const times = (count: number) =>
  count === 1 ? 'Opened once' : count === 2 ? 'Opened twice' : `Opened ${n(count)} times`;
const keeps = { off: 'no saving', screen: 'screen size may be saved', original: 'originals may be saved' };

export const personal = {
  title: 'Personal gallery',
  make: 'Make a personal gallery',
  forProject: 'For a client of which project?',
  clear: 'Clear',
  cleared: 'Cleared',
  forWhom: 'For',
  forWhomExample: 'What the client is called',
  nameMissing: 'First say whom it is for.',
  nameLong: 'A name has 80 characters at the most, in one line.',
  known: 'Clients that are there',
  useKnown: (name: string, company: string) => `Use ${name}${company === '' ? '' : `, ${company}`}, known already`,
  chosen: (name: string) => `For “${name}”, who is there already: nobody is added twice`,
  another: 'Somebody else',
  choices: 'Where to choose from',
  all: 'All',
  picked: 'Favourites',
  grid: 'Photos',
  nth: (name: string, nr: number) => `${name}, number ${nr}`,
  tick: 'Choose',
  untick: 'Leave out',
  onScreen: (count) =>
    count === 1 ? 'The photo from the big screen is chosen' : `${count} photos from the big screen are chosen`,
  notOnScreen: 'Not that one',
  none: 'There are no photos here yet.',
  noPhotos: 'The library is empty. Bring photos first.',
  toLibrary: 'Go to the library',
  more: 'Show more',
  most: (most: number) => `A personal gallery holds ${photos(most)} at the most.`,
  terms: ({ name, opens: most, days, withProject, download, password }: TermParts) =>
    `${name === '' ? '' : `${name}: `}${[
      most === null ? 'no limit of opens' : opens(most),
      withProject
        ? 'until the project ends'
        : days === null
          ? 'no end'
          : days === 0
            ? 'ends today'
            : days === 1
              ? '1 day'
              : `${n(days)} days`,
      keeps[download],
      ...(password ? ['asks for a password'] : []),
    ].join(', ')}`,
  change: 'Change',
  changeTerms: 'Change opens, days and saving',
  sheet: 'What this client may see, and how long',
  backToPreset: 'Back to the preset',
  textLabel: 'The text as it will be sent',
  noText: 'There is no text, so the link goes alone.',
  makeAndCopy: (count: number) => (count === 0 ? 'Make and copy' : `Make and copy (${photos(count)})`),
  making: 'Making it',
  codeNow: 'Make it and show the code',
  chooseFirst: 'Choose some photos first.',
  lost: 'The box was not reached, so nothing was made. Your choice is still here: press again when it is back.',
  done: {
    copied: 'Copied: now paste it in the chat',
    made: 'It is made',
    byHand: 'This browser needs one more tap to copy.',
    selected: 'Selected: press and hold to copy',
    copy: 'Copy',
    again: 'Copy again',
    code: 'QR code',
    share: 'Share',
    sms: 'Text message',
    another: 'Make another',
    open: 'See this gallery',
    for: (name: string, count: number) => `${name}, ${photos(count)}`,
    sent: 'Noted as sent',
    undoSent: 'Not sent yet',
    notSent: 'Not noted as sent',
    password: (password: string) => `Password ${password}`,
    composing: 'The link is made, but its text did not come: the link alone is copied.',
  },
  clients: {
    title: 'My clients',
    none: 'No clients yet',
    noneHelp: 'After a viewing choose what the client liked and write a name: link and code are ready.',
    opened: times,
    lastAgo: (ago: string) => `last ${ago}`,
    lastAt: (when: string) => `last ${when}`,
    notOpened: 'Not opened yet',
    phones: (count: number) => (count === 1 ? '1 phone' : `${n(count)} phones`),
    sentAt: (when: string) => `sent ${when}`,
    more: (count: number) => `Show ${n(count)} more`,
    unknown: 'The box is out of reach: nobody knows who has looked',
  },
  list: {
    title: 'Personal galleries',
    help: 'Photos that were chosen for one client.',
    photos,
    opens: (count: number) => (count === 0 ? 'Not opened yet' : times(count)),
  },
} satisfies typeof shape;
