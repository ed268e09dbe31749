import type { admin as shape } from '../zh-CN/admin.ts';

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

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
    claimCodeHelp: 'On the box’s console or in its log, like K7QF-3MZP. It changes with every start.',
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
  now: {
    title: 'Now',
    signedInAs: (name: string, role: string) => `${name}, ${role}`,
    signOut: 'Sign out',
    projects: 'Projects',
    photos: (count: number) => counted(count, 'photo', 'photos'),
    galleries: (count: number) => counted(count, 'gallery', 'galleries'),
    archived: 'Archived',
    ends: (day: string) => `ends ${day}`,
    ended: (day: string) => `ended ${day}`,
    comma: ', ',
    places: 'Pages',
    empty: 'No projects yet',
    emptyHelp:
      'A building, an event or a product launch is a project; its photos and galleries live in it. Make the first one with POST /api/projects.',
  },
} satisfies typeof shape;
