import type { Mail, MailInput, MailTested } from '#contract/mail.ts';
import { ask } from '../api.ts';

/** The server that the box sends mail by, without its password. Throws Refused, as all calls do. */
export const readMail = () => ask<Mail>('GET', '/api/mail');
export const putMail = (input: MailInput) => ask<Mail>('PUT', '/api/mail', input);
export const removeMail = () => ask('DELETE', '/api/mail');
/** Sends a message to try it; says how it went. */
export const testMail = (to: string) => ask<MailTested>('POST', '/api/mail/test', { to });
