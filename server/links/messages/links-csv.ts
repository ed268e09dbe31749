import type { Locale } from '#contract/common.ts';
import type { Wording } from '#contract/messages.ts';
import { words } from '#words/index.ts';
import { lastMoment } from '#words/moments.ts';
import type { Actor } from '../../box/actor.ts';
import { readSettings } from '../../box/settings.ts';
import { csvOf } from '../../http/csv.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../addresses.ts';
import type { StoredLink } from '../stored.ts';
import { addressOf, chosenLinks } from './chosen.ts';
import { composeMessages } from './compose.ts';
import { fileName } from './mail.ts';
import { contactsOf } from './table.ts';
import { tellingOf, valuesOf } from './values.ts';

export interface CsvWish {
  readonly linkIds: readonly string[];
  readonly textId?: string | undefined;
  readonly text?: Wording | undefined;
  readonly locale?: Locale | undefined;
}

/**
 * A row a link: whom it is for, what it opens, its address and that of its code, its terms, and the text where one is
 * named. `file`: what it is called. Throws as `composeMessages` does.
 */
export async function linksCsv(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  { linkIds, textId, text, locale: wish }: CsvWish,
): Promise<{ file: string; csv: string }> {
  const links = await chosenLinks(kit.db.read, actor, projectId, linkIds);
  const telling = await tellingOf(kit, addresses, actor, projectId, wish);
  const { locale, zone, now } = telling;
  const say = words(locale);
  const { columns, unlimited, never, file } = say.messages.csv;
  const told = text ? { text } : textId === undefined ? undefined : { textId };
  const messages =
    told &&
    new Map(
      (
        await composeMessages(kit, addresses, actor, projectId, {
          linkIds: [...linkIds],
          ...told,
          locale,
          together: false,
        })
      ).map((message) => [message.linkIds[0], message]),
    );
  const contacts = await contactsOf(
    kit.db.read,
    links.flatMap(({ recipient }) => recipient?.id ?? []),
  );
  const rows = links.map((link) => {
    const { name = link.label, honorific = '', company = '', gallery = '', audience = '' } = valuesOf(telling, link);
    const { contact = '', tags = [] } = contacts.get(link.recipient?.id ?? '') ?? {};
    const { url, code } = addressOf(kit, addresses, link);
    const message = messages?.get(link.id);
    return [
      ...[name, honorific, company, contact, tags.join(', '), gallery, audience, url, code],
      opensAllowed(link, say.messages.values, unlimited),
      link.expiresAt === null ? never : dateOf(link.expiresAt, now, zone),
      say.links.downloads[link.download],
      ...(message ? [message.subject, message.body] : []),
    ];
  });
  const head = [
    ...[columns.name, columns.honorific, columns.company, columns.contact, columns.tags, columns.gallery],
    ...[columns.audience, columns.link, columns.code, columns.opens, columns.expires(zone), columns.download],
    ...(messages ? [columns.subject, columns.text] : []),
  ];
  const title = links[0]?.projectTitle ?? readSettings(kit).boxName;
  return { file: `${fileName(file(title))}.csv`, csv: csvOf([head, ...rows]) };
}

function opensAllowed(
  { maxOpens, maxOpensPerVisitor }: StoredLink,
  say: { opensPerPhone: (count: number) => string },
  unlimited: string,
): string {
  if (maxOpens !== null) return String(maxOpens);
  return maxOpensPerVisitor === null ? unlimited : say.opensPerPhone(maxOpensPerVisitor);
}

/** `2026-12-21 24:00`, by the clocks of a zone. */
function dateOf(closesAt: number, now: number, zone: string): string {
  const { year, month, day, clock } = lastMoment(closesAt, now, zone);
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${clock}`;
}
