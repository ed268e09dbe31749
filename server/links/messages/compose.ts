import { type FieldValues, fieldsOf, fillText, repeatLines } from '#contract/message-fields.ts';
import type { ComposeInput, Message, Wording } from '#contract/messages.ts';
import type { Actor } from '../../box/actor.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import type { Addresses } from '../addresses.ts';
import { showPassword } from '../password-acts.ts';
import { judge } from '../policy.ts';
import type { StoredLink } from '../stored.ts';
import { chosenLinks } from './chosen.ts';
import { reachedBy } from './contact.ts';
import { contactsOf } from './table.ts';
import { wordingOf } from './texts.ts';
import { chaptersOf, type Telling, tellingOf, valuesOf } from './values.ts';

/**
 * The text with the values of each link, in the order of the links; of one message that tells of all of them where that
 * is asked. A password that is told is noted in the audit. Throws `not_found`, `link_not_in_project`, `key_missing`,
 * `message_text_not_found`.
 */
export async function composeMessages(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  input: ComposeInput,
): Promise<Message[]> {
  const links = await chosenLinks(kit.db.read, actor, projectId, input.linkIds);
  const telling = await tellingOf(kit, addresses, actor, projectId, input.locale);
  const wording = input.text ?? (await wordingOf(kit.db.read, input.textId ?? '', telling.locale));
  const values = await allValues(telling, links, wording);
  const contacts = await contactsOf(
    kit.db.read,
    links.flatMap(({ recipient }) => recipient?.id ?? []),
  );
  const groups = input.together ? [links] : links.map((link) => [link]);
  return groups.map((group) => {
    const own = group.map((link) => values.get(link.id) ?? {});
    const subject = input.together ? repeatLines(wording.subject, own) : fillText(wording.subject, own[0] ?? {});
    const body = input.together ? repeatLines(wording.body, own) : fillText(wording.body, own[0] ?? {});
    const recipient = sameRecipient(group);
    const contact = recipient ? (contacts.get(recipient.id)?.contact ?? '') : '';
    return {
      linkIds: group.map(({ id }) => id),
      recipientId: recipient?.id ?? null,
      name: group.length === 1 || recipient ? nameOf(telling, group[0]) : '',
      contact,
      ...reachedBy(contact),
      subject: (subject.text || titlesOf(telling, group)).replaceAll('\n', ' ').slice(0, 200),
      body: body.text,
      missing: [...new Set([...subject.missing, ...body.missing])],
      dead: group.filter((link) => isDead(link, telling.now)).map(({ id }) => id),
    };
  });
}

/** What the fields stand for, by link; passwords where the text asks for them. */
async function allValues(
  telling: Telling,
  links: readonly StoredLink[],
  { subject, body }: Wording,
): Promise<Map<string, FieldValues>> {
  const values = new Map(links.map((link) => [link.id, valuesOf(telling, link)]));
  if (!fieldsOf(`${subject}\n${body}`).includes('password')) return values;
  const { kit, actor } = telling;
  const locked = links.filter(({ passwordHash }) => passwordHash !== null);
  // Asked for together, so that what notes them goes to the disk in few groups.
  await Promise.all(
    locked.map(async ({ id }) => {
      const password = await knownPassword(kit, actor, id);
      if (password !== undefined) values.set(id, { ...values.get(id), password });
    }),
  );
  return values;
}

/** Undefined where it was not kept: the text says so by what it leaves out. */
async function knownPassword(kit: Kit, actor: Actor, id: string): Promise<string | undefined> {
  try {
    return await showPassword(kit, actor, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'password_unknown') return undefined;
    throw error;
  }
}

function sameRecipient(links: readonly StoredLink[]): StoredLink['recipient'] {
  const first = links[0]?.recipient ?? null;
  return links.every(({ recipient }) => recipient?.id === first?.id) ? first : null;
}

/** Whom a link is for, as people call them. */
function nameOf(telling: Telling, link: StoredLink | undefined): string {
  if (!link) return '';
  const { name = '', honorific = '', audience = '', gallery = '' } = valuesOf(telling, link);
  if (link.recipient) return telling.locale === 'en' ? `${honorific} ${name}`.trim() : `${name}${honorific}`;
  return link.label || audience || gallery;
}

function titlesOf(telling: Telling, links: readonly StoredLink[]): string {
  const titles = new Set(links.flatMap((link) => chaptersOf(telling, link).map(({ title }) => title)));
  return [...titles].join(telling.say.and) || (links[0]?.projectTitle ?? '');
}

function isDead(link: StoredLink, now: number): boolean {
  const state = judge(link, now);
  return state === 'revoked' || state === 'expired' || state === 'exhausted';
}
