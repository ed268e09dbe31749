import type { Moment } from '../moments.ts';

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const admin = {
  roles: { owner: 'Owner', staff: 'Staff', presenter: 'Sales agent', photographer: 'Photographer' },
  kinds: { estate: 'Building', event: 'Event', product: 'Product' },
  otherLanguage: '简体中文',
  languages: { 'zh-CN': '简体中文', en: 'English' },
  username: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  required: 'Please fill this in.',
  retryIn: (seconds: number) =>
    seconds < 90
      ? `Try again in ${counted(seconds, 'second', 'seconds')}.`
      : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
  offline: 'The box cannot be reached. Check the network and try again.',
  retry: 'Try again',
  loading: 'Opening',
  setup: {
    title: 'Claim the box',
    lead: 'Four things, and the box is yours.',
    claimCode: 'Claim code',
    claimCodeHelp:
      'On a screen connected to the box itself, on its console and in its log, like K7QF-3MZP. It changes with every start.',
    password: 'Owner’s password',
    passwordHelp: 'At least 8 characters. You will sign in as owner with it.',
    passwordShort: 'It needs at least 8 characters.',
    passwordLong: 'It takes at most 200 characters.',
    boxName: 'Name of the box',
    boxNameHelp: 'Guests see it too: the venue or the sales office, for example.',
    language: 'Language',
    submit: 'Claim the box',
    busy: 'Claiming',
  },
  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    busy: 'Signing in',
    forgotten: 'Forgot the password?',
    forgottenHelp: 'The owner can run npm run reset-password on the box’s console.',
    ended: 'You were signed out. Please sign in again.',
  },
  tag: 'en',
  rail: 'Box and pages',
  pages: 'Pages',
  places: {
    now: 'Now',
    projects: 'Projects',
    screens: 'Screens',
    box: 'Box',
    accounts: 'Accounts',
    keys: 'API keys',
    audit: 'Activity',
  },
  tabs: {
    library: 'Library',
    galleries: 'Galleries',
    links: 'Links',
    settings: 'Settings',
    trash: 'Trash',
    archived: 'Archived',
    sample: 'Sample',
  },
  signedInAs: (name: string, role: string) => `${name}, ${role}`,
  account: 'Account and language',
  ownPassword: {
    title: 'Change password',
    current: 'Current password',
    next: 'New password',
    help: 'At least 8 characters. Other devices have to sign in again.',
    short: 'At least 8 characters.',
    done: 'Password changed. Other devices have to sign in again.',
  },
  signOut: 'Sign out',
  boxFine: 'Box is fine',
  boxLost: 'Box out of reach',
  needs: (count: number) => (count === 1 ? '1 thing needs you' : `${count} things need you`),
  lost: 'There is no such page',
  toNow: 'Back to Now',
  undo: 'Undo',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  saved: 'Saved',
  done: 'Done',
  back: 'Back',
  more: 'More',
  copy: 'Copy',
  copied: 'Copied',
  remove: 'Delete',
  comma: ', ',
  photos: (count: number) => (count === 1 ? '1 photo' : `${count.toLocaleString('en')} photos`),
  galleries: (count: number) => (count === 1 ? '1 gallery' : `${count.toLocaleString('en')} galleries`),
  links: (count: number) => (count === 1 ? '1 link' : `${count.toLocaleString('en')} links`),
  at: (moment: Moment) => `${onDay(moment)} ${moment.clock}`,
  onDay,
  ago: (seconds: number) =>
    seconds < 10
      ? 'just now'
      : seconds < 60
        ? `${Math.round(seconds)} s ago`
        : seconds < 3600
          ? `${Math.round(seconds / 60)} min ago`
          : `${Math.round(seconds / 3600)} h ago`,
};

function onDay({ days, month, day, year, thisYear }: Moment): string {
  if (days === 0) return 'today';
  if (days === -1) return 'yesterday';
  if (days === 1) return 'tomorrow';
  return `${day} ${months[month - 1]}${thisYear ? '' : ` ${year}`}`;
}
