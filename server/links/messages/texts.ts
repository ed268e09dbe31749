import type { Locale } from '#contract/common.ts';
import { unknownFields } from '#contract/message-fields.ts';
import type { MessageText, MessageTextInput, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import type { Kit } from '../../kit.ts';
import { invalid, Refusal } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import { shippedTexts } from './shipped.ts';
import {
  deleteMessageTextRow,
  type MessageTextRow,
  messageTextRow,
  messageTextRows,
  putMessageTextRow,
} from './table.ts';

const shipped = new Map(shippedTexts.map((text) => [text.id, text]));
const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[];

/** All texts, or those for a kind of project: those that came with the box first, then the own ones. */
export async function listTexts(kit: Kit, kind?: ProjectKind): Promise<MessageText[]> {
  const rows = await messageTextRows(kit.db.read);
  const changed = new Map(rows.map((row) => [row.id, toText(row)]));
  const own = rows.filter(({ id }) => !shipped.has(id)).map(toText);
  const all = [...shippedTexts.map((text) => changed.get(text.id) ?? text), ...own];
  return kind === undefined ? all : all.filter((text) => text.kind === kind);
}

/** The words of a text in a language, or in the other one where it has none in this. Throws `message_text_not_found`. */
export async function wordingOf(db: Reader, id: string, locale: Locale): Promise<Wording> {
  const row = await messageTextRow(db, id);
  const text = row ? toText(row) : shipped.get(id);
  if (!text) throw noText(id);
  const [first, second] = locale === 'en' ? [text.texts.en, text.texts['zh-CN']] : [text.texts['zh-CN'], text.texts.en];
  return first.body === '' ? second : first;
}

/** Changes a text or adds one. Throws `invalid_input` for a field that there is not, and for one without any words. */
export async function putText(kit: Kit, actor: Actor, id: string, input: MessageTextInput): Promise<MessageText> {
  for (const locale of locales) {
    for (const part of ['subject', 'body'] as const) {
      const strange = unknownFields(input.texts[locale][part]);
      if (strange.length > 0) throw invalid(`texts.${locale}.${part}`, (say) => say.noField(strange));
    }
  }
  if (locales.every((locale) => input.texts[locale].body === '')) {
    throw invalid('texts.zh-CN.body', (say) => say.noText);
  }
  const row: MessageTextRow = {
    id,
    kind: id.slice(0, id.indexOf('.')) as ProjectKind,
    purpose: input.purpose,
    name_zh: input.names['zh-CN'],
    name_en: input.names.en,
    subject_zh: input.texts['zh-CN'].subject,
    body_zh: input.texts['zh-CN'].body.replaceAll('\r\n', '\n'),
    subject_en: input.texts.en.subject,
    body_en: input.texts.en.body.replaceAll('\r\n', '\n'),
    updated_at: kit.clock.now(),
  };
  await kit.db.write(async (writer) => {
    await putMessageTextRow(writer, row);
    await audit(writer, kit, actor, 'message_text.put', id, { name: input.names['zh-CN'] });
  });
  return toText(row);
}

/** Removes an own text, or brings a shipped one back as it came. Throws `message_text_not_found`. */
export async function removeText(kit: Kit, actor: Actor, id: string): Promise<void> {
  await kit.db.write(async (writer) => {
    const row = await messageTextRow(writer, id);
    if (!row && !shipped.has(id)) throw noText(id);
    if (!row || !(await deleteMessageTextRow(writer, id))) return;
    await audit(writer, kit, actor, 'message_text.remove', id, { name: row.name_zh, back: shipped.has(id) });
  });
}

function toText(row: MessageTextRow): MessageText {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    names: { 'zh-CN': row.name_zh, en: row.name_en },
    texts: {
      'zh-CN': { subject: row.subject_zh, body: row.body_zh },
      en: { subject: row.subject_en, body: row.body_en },
    },
    own: !shipped.has(row.id),
    changed: shipped.has(row.id),
  };
}

function noText(id: string): Refusal {
  return new Refusal('message_text_not_found', `there is no text ${id}`);
}
