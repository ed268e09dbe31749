import type { Message, MessageText, Purpose, Wording } from '#contract/messages.ts';

/** More than this, and some mail programs open an empty mail, or none. */
const longestAddress = 1800;

/** What opens the phone's own messages; `?&` is what iPhones and Android phones both take. */
export function smsAddress(phone: string | null, body: string): string {
  return `sms:${phone ?? ''}?&body=${encodeURIComponent(body)}`;
}

/** What opens a mail program; undefined where the mail is too long for one. */
export function mailAddress(mail: string | null, { subject, body }: Wording): string | undefined {
  const lines = encodeURIComponent(body.replaceAll('\n', '\r\n'));
  const address = `mailto:${encodeURIComponent(mail ?? '').replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${lines}`;
  return address.length > longestAddress ? undefined : address;
}

/** The text that is most likely meant: the owner's own or changed one for the purpose before the one as shipped. */
export function firstText(texts: readonly MessageText[], purpose: Purpose): MessageText | undefined {
  const those = texts.filter((text) => text.purpose === purpose);
  return those.find(({ changed }) => changed) ?? those[0] ?? texts[0];
}

/** What tells a message from the others of one act. */
export function keyOf({ linkIds }: Pick<Message, 'linkIds'>): string {
  return linkIds.join();
}

/** What is noted of a message that was sent: its links, and its words where they are not too many to be kept. */
export function sentItems({ linkIds }: Pick<Message, 'linkIds'>, body: string): { linkId: string; body?: string }[] {
  return linkIds.map((linkId, nr) => ({ linkId, ...(nr === 0 && body.length <= 8000 && { body }) }));
}
