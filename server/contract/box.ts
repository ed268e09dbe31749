import { z } from 'zod';
import { Colour, Id, Instant, Locale, line, Title, text } from './common.ts';
import { downloadFields, unknownFields } from './download-name.ts';
import { anyone, operation, owners, presenters, Role, signedIn } from './operation.ts';

/** A new password: at least 8 characters, any of them, at most 200. */
export const NewPassword = z.string().min(8).max(200);
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'letters, figures, dot, dash; 1 to 40');

export const Setup = z
  .object({
    claimed: z.boolean(),
    boxName: z.string(),
    locale: Locale,
    brandColour: z.string(),
    logo: z.string().nullable(),
  })
  .meta({ id: 'Setup' });
export const Claim = z.strictObject({
  claimCode: z.string().max(40),
  password: NewPassword,
  boxName: Title.optional(),
  locale: Locale.optional(),
});
export const SignIn = z.strictObject({ username: z.string().max(200), password: z.string().max(1000) });

/** Who is asking: `id` is the account's, or the key's where an API key was used. */
export const Session = z
  .object({
    id: Id,
    username: z.string(),
    role: Role,
    projectIds: z.array(Id).nullable(),
    by: z.enum(['session', 'key']),
    boxName: z.string(),
    locale: Locale,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** Scheme and host alone: `https://photos.example.com`. */
export const WebOrigin = z
  .string()
  .trim()
  .max(300)
  .transform((typed) => typed.replace(/\/+$/, ''))
  .refine(
    (typed) =>
      URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol) && new URL(typed).origin === typed.toLowerCase(),
    'https://name',
  )
  .transform((typed) => typed.toLowerCase());

export const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'not a time zone');
/** `{project} {number}`; the ending comes by itself. */
const DownloadName = line(120)
  .min(1)
  .superRefine((typed, told) => {
    const known = downloadFields.map((one) => `{${one}}`).join(' ');
    for (const whole of unknownFields(typed))
      told.addIssue({ code: 'custom', message: `there is no ${whole}; there are ${known}` });
  });
export const Settings = z
  .object({
    boxName: z.string(),
    locale: Locale,
    timeZone: z.string(),
    brandColour: z.string(),
    /** Address of the logo, on either door; null: the shipped mark. */
    logo: z.string().nullable(),
    /** What links and codes carry where the environment says nothing else: `https://photos.example.com`. */
    publicOrigin: z.string().nullable(),
    /** The address in the codes that the owner set to stay: printing is safe while codes carry it. */
    stayingOrigin: z.string().nullable(),
    /** What saved photos are called. */
    downloadName: z.string(),
    /** Originals that guests get keep place, serial numbers and owner's name. */
    keepCameraData: z.boolean(),
    /** So many days after its last link ended a gallery goes to the trash; null: never. */
    cleanUpDays: z.int().nullable(),
    /** The welcome page of the box's own Wi-Fi is there, and captive-portal probes are answered. */
    portal: z.boolean(),
    /** What stands on it above the galleries. */
    welcomeText: z.string(),
    /** While the Wi-Fi is crowded, codes on screens carry the public address where they carried the local one. */
    crowdCodes: z.boolean(),
    /** Where most guests are from, as regions are told: `CN/浙江`, `CN/浙江/杭州`; reports tell who came from elsewhere. Null: not said. */
    homeRegion: z.string().nullable(),
    /** So many days single events are kept; the totals stay. */
    keepEventsDays: z.int(),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
export const SettingsChange = z.strictObject({
  boxName: Title.optional(),
  locale: Locale.optional(),
  timeZone: timeZone.optional(),
  brandColour: Colour.optional(),
  publicOrigin: WebOrigin.nullish(),
  stayingOrigin: WebOrigin.nullish(),
  downloadName: DownloadName.optional(),
  keepCameraData: z.boolean().optional(),
  cleanUpDays: z.int().min(1).max(3650).nullish(),
  portal: z.boolean().optional(),
  welcomeText: text(300).optional(),
  crowdCodes: z.boolean().optional(),
  homeRegion: line(40)
    .regex(/^[A-Z]{2}(\/[^/]+){0,2}$/, 'a country’s code, a province and a city as in `CN/浙江/杭州`')
    .nullish(),
  keepEventsDays: z.int().min(7).max(3650).optional(),
});

export type SettingsChange = z.infer<typeof SettingsChange>;
export type Claim = z.infer<typeof Claim>;
export type SignIn = z.infer<typeof SignIn>;
export type Setup = z.infer<typeof Setup>;
const local = { door: 'local' } as const;
export const boxOperations = {
  readSetup: operation({
    ...local,
    id: 'readSetup',
    summary: 'Whether the box is claimed',
    method: 'GET',
    path: '/api/setup',
    access: anyone,
    status: 200,
    answer: Setup,
  }),
  claimBox: operation({
    ...local,
    id: 'claimBox',
    summary: 'Claim the box with the code on its console, once',
    method: 'POST',
    path: '/api/setup',
    access: anyone,
    body: Claim,
    status: 201,
    answer: Setup,
  }),
  signIn: operation({
    ...local,
    id: 'signIn',
    summary: 'Sign in; the answer sets the cookie',
    method: 'POST',
    path: '/api/session',
    access: anyone,
    body: SignIn,
    status: 204,
  }),
  whoAmI: operation({
    ...local,
    id: 'whoAmI',
    summary: 'Who am I',
    method: 'GET',
    path: '/api/session',
    access: signedIn,
    status: 200,
    answer: Session,
  }),
  signOut: operation({
    ...local,
    id: 'signOut',
    summary: 'Sign out; the session ends on the box',
    method: 'DELETE',
    path: '/api/session',
    access: signedIn,
    status: 204,
  }),
  changeOwnPassword: operation({
    ...local,
    id: 'changeOwnPassword',
    summary: 'Change the own password; every other session ends',
    method: 'PUT',
    path: '/api/session/password',
    access: signedIn,
    body: z.strictObject({ current: z.string().max(1000), password: NewPassword }),
    status: 204,
  }),
  readSettings: operation({
    ...local,
    id: 'readSettings',
    summary: 'The settings of the box',
    method: 'GET',
    path: '/api/settings',
    access: signedIn,
    status: 200,
    answer: Settings,
  }),
  changeSettings: operation({
    ...local,
    id: 'changeSettings',
    summary: 'Change settings',
    method: 'PATCH',
    path: '/api/settings',
    access: owners,
    body: SettingsChange,
    status: 200,
    answer: Settings,
  }),
  setClock: operation({
    ...local,
    id: 'setClock',
    summary: 'Say what time it is, where the clock of the machine cannot be right; the box goes on from there',
    method: 'PUT',
    path: '/api/clock',
    access: owners,
    body: z.strictObject({ now: Instant }),
    status: 204,
  }),
  readOpenApi: operation({
    ...local,
    id: 'readOpenApi',
    summary: 'This description',
    method: 'GET',
    path: '/api/openapi.json',
    access: anyone,
    status: 200,
    answer: 'application/json',
  }),
  events: operation({
    ...local,
    id: 'events',
    summary: 'What happens on the box, as server-sent events',
    method: 'GET',
    path: '/api/events',
    access: presenters,
    status: 200,
    answer: 'text/event-stream',
  }),
  aliveLocal: operation({
    ...local,
    id: 'aliveLocal',
    summary: 'Alive',
    method: 'GET',
    path: '/healthz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ok') }),
  }),
  readyLocal: operation({
    ...local,
    id: 'readyLocal',
    summary: 'Ready to serve: the database answers and the disk takes a write',
    method: 'GET',
    path: '/readyz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ready') }),
  }),
  aliveGuest: operation({
    id: 'aliveGuest',
    summary: 'Alive',
    door: 'guest',
    method: 'GET',
    path: '/healthz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ok') }),
  }),
} as const;
