import { z } from 'zod';
import { line } from './common.ts';
import { operation, owners } from './operation.ts';

const fields = {
  host: line(253).min(1),
  port: z.int().min(1).max(65_535),
  /** `tls`: encrypted from the first byte; `starttls`: after a greeting; `none`: only within the own network. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(200),
  /** `Box <box@example.com>` or the address alone. */
  from: line(200).min(3),
};

/** By which server the box sends mail; null: it sends none. The password is never told. */
export const Mail = z
  .object({ server: z.object({ ...fields, hasPassword: z.boolean() }).nullable() })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof Mail>;
/** Without a password the one that is there stays, for the same host, port, security and user; null takes it away. */
export const MailInput = z.strictObject({
  ...fields,
  user: fields.user.default(''),
  password: z.string().max(1000).nullish(),
});
export type MailInput = z.infer<typeof MailInput>;

/**
 * Why a message did not go: no server is set; its name is not found; it does not answer; it answers too slowly; its
 * encryption cannot be trusted, or it offers none; user name or password are wrong; it takes nothing from this sender;
 * not to this address; not of this size; anything else.
 */
export const MailFailure = z
  .enum(['none', 'host', 'unreachable', 'timeout', 'tls', 'auth', 'sender', 'recipient', 'size', 'refused'])
  .meta({ id: 'MailFailure' });
export type MailFailure = z.infer<typeof MailFailure>;
/** `said`: the server's own words, shortened. */
export const MailTested = z
  .object({ ok: z.boolean(), failure: MailFailure.nullable(), said: z.string().nullable() })
  .meta({ id: 'MailTested' });
export type MailTested = z.infer<typeof MailTested>;

const local = { door: 'local', access: owners } as const;
export const mailOperations = {
  readMail: operation({
    ...local,
    id: 'readMailServer',
    summary: 'By which server the box sends mail',
    method: 'GET',
    path: '/api/mail',
    status: 200,
    answer: Mail,
  }),
  putMail: operation({
    ...local,
    id: 'putMailServer',
    summary: 'Set the mail server',
    method: 'PUT',
    path: '/api/mail',
    body: MailInput,
    status: 200,
    answer: Mail,
  }),
  removeMail: operation({
    ...local,
    id: 'removeMailServer',
    summary: 'Send no more mail',
    method: 'DELETE',
    path: '/api/mail',
    status: 204,
  }),
  testMail: operation({
    ...local,
    id: 'testMailServer',
    summary: 'Send a test message; says what the server said',
    method: 'POST',
    path: '/api/mail/test',
    body: z.strictObject({ to: z.email().max(200) }),
    status: 200,
    answer: MailTested,
  }),
} as const;
