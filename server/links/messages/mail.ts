import MailComposer from 'nodemailer/lib/mail-composer';
import { words } from '#words/index.ts';
import type { Actor } from '../../box/actor.ts';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { invalid } from '../../refusal.ts';
import type { Addresses } from '../addresses.ts';
import { codePng } from '../qr.ts';
import type { StoredLink } from '../stored.ts';
import { addressOf, chosenLinks } from './chosen.ts';
import { isMailAddress } from './contact.ts';
import { chaptersOf, tellingOf } from './values.ts';

export interface MailWish {
  readonly linkIds: readonly string[];
  readonly to?: string | undefined;
  readonly subject: string;
  readonly body: string;
}

/** How large a code is drawn, px: to be scanned from a screen and printed as a card. */
const codePx = 640;

/**
 * A mail as a file that a mail program opens as a draft: it has no sender, since that is whoever opens it. The codes of
 * its links are attached. `file`: what it is called. Throws `not_found`, `link_not_in_project`, `key_missing`, and
 * `invalid_input` for `to`.
 */
export async function draftMail(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  { linkIds, to, subject, body }: MailWish,
): Promise<{ file: string; mail: Buffer }> {
  if (to !== undefined && to !== '' && !isMailAddress(to)) throw invalid('to', (say) => say.mailAddress);
  const links = await chosenLinks(kit.db.read, actor, projectId, linkIds);
  const telling = await tellingOf(kit, addresses, actor, projectId);
  const say = words(readSettings(kit).locale).messages.mail;
  const called = (link: StoredLink): string =>
    link.recipient?.name ||
    link.label ||
    link.audienceNames?.[telling.locale] ||
    chaptersOf(telling, link)[0]?.title ||
    link.projectTitle;
  const attachments = await Promise.all(
    links.map(async (link, nr) => ({
      filename: `${fileName(say.code(called(link)))}${links.length > 1 ? ` ${nr + 1}` : ''}.png`,
      content: await codePng(addressOf(kit, addresses, link).code, codePx),
      contentType: 'image/png',
    })),
  );
  const mail = await new MailComposer({
    ...(to && { to: { name: '', address: to } }),
    subject,
    text: `${body}\n`,
    textEncoding: 'base64',
    date: new Date(telling.now),
    headers: { 'X-Unsent': '1' },
    attachments,
    // It composes from what it is given here and fetches nothing.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const [first] = links;
  return { file: `${fileName(say.file(first ? called(first) : subject))}.eml`, mail };
}

/** A name that every system takes for a file, 80 letters at most. */
export function fileName(name: string): string {
  const plain = name.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').replace(/\s+/g, ' ');
  return [...plain].slice(0, 80).join('').trim();
}
