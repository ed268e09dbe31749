import { z } from 'zod';
import { Id, text } from './common.ts';
import { Link } from './links.ts';
import { anyone, operation, owners, presenters } from './operation.ts';
import { mostWelcome } from './welcome-limit.ts';

/** What phones on the box's own Wi-Fi are greeted with, and whether the box answers their question for the internet. */
export const Welcome = z
  .object({
    /** Whether the page is there, and captive-portal probes are answered. */
    on: z.boolean(),
    /** A few words above the galleries. */
    text: z.string(),
    /** In the order of the page; one that does not open now is left out there, and told here with its state. */
    links: z.array(z.object({ link: Link, name: z.string(), projectTitle: z.string() })),
    /** What a guest types: scheme and numeric host. */
    address: z.string(),
  })
  .meta({ id: 'Welcome' });
export type Welcome = z.infer<typeof Welcome>;

export const WelcomeChange = z.strictObject({
  on: z.boolean().optional(),
  text: text(300).optional(),
  /** The whole list in its order. */
  linkIds: z.array(Id).max(mostWelcome).optional(),
});
export type WelcomeChange = z.infer<typeof WelcomeChange>;

/** Captive Portal API (RFC 8908). */
const CaptivePortal = z.object({ captive: z.boolean(), 'user-portal-url': z.string() });

const guest = { door: 'guest', access: anyone } as const;
export const welcomeOperations = {
  readWelcome: operation({
    id: 'readWelcome',
    door: 'local',
    summary: "What the box's own Wi-Fi greets guests with",
    method: 'GET',
    path: '/api/welcome',
    access: presenters,
    status: 200,
    answer: Welcome,
  }),
  changeWelcome: operation({
    id: 'changeWelcome',
    door: 'local',
    summary: 'Change it: on or off, the words, the links in their order',
    method: 'PUT',
    path: '/api/welcome',
    access: owners,
    body: WelcomeChange,
    status: 200,
    answer: Welcome,
  }),
  welcomePage: operation({
    ...guest,
    id: 'welcomePage',
    summary: "The welcome page of the box's own Wi-Fi, while it is on",
    method: 'GET',
    path: '/',
    status: 200,
    answer: 'text/html',
  }),
  welcomeGoOn: operation({
    ...guest,
    id: 'welcomeGoOn',
    summary: 'The guest goes on: from here on probes of this phone hear that all is well',
    method: 'POST',
    path: '/welcome/go-on',
    status: 303,
  }),
  captivePortal: operation({
    ...guest,
    id: 'captivePortal',
    summary: 'The state of the portal as RFC 8908 has it',
    method: 'GET',
    path: '/welcome/captive',
    status: 200,
    answer: CaptivePortal,
  }),
} as const;
