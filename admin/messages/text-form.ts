import type { Locale } from '#contract/common.ts';
import { unknownFields } from '#contract/message-fields.ts';
import type { MessageText, MessageTextInput, Purpose, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Words } from '#words/index.ts';
import { shortOf } from '../audiences/audience-form.ts';
import type { WordingMistakes } from './text-fields.ts';

/** What the form of a text shows, as typed. */
export interface TextForm {
  readonly kind: ProjectKind;
  readonly purpose: Purpose;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly texts: Readonly<Record<Locale, Wording>>;
}
export interface TextMistakes {
  readonly name?: string;
  readonly texts: Readonly<Partial<Record<Locale, WordingMistakes>>>;
}

const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[];

export function formOfText({ kind, purpose, names, texts }: MessageText): TextForm {
  return { kind, purpose, nameZh: names['zh-CN'], nameEn: names.en, texts };
}

export function freshText(kind: ProjectKind): TextForm {
  const empty = { subject: '', body: '' };
  return { kind, purpose: 'other', nameZh: '', nameEn: '', texts: { 'zh-CN': empty, en: empty } };
}

/** What is to be stored: a name that is missing in one language is the one of the other. */
export function inputOfText({ purpose, nameZh, nameEn, texts }: TextForm): MessageTextInput {
  const [zh, en] = [nameZh.trim(), nameEn.trim()];
  return { purpose, names: { 'zh-CN': zh || en, en: en || zh }, texts: { ...texts } };
}

/** An id for a new text, after its English name where that has letters for one; none of those that are taken. */
export function idOfText({ kind, nameEn, purpose }: TextForm, taken: ReadonlySet<string>): string {
  const base = shortOf(nameEn).slice(0, 36) || `own-${purpose}`;
  for (let nr = 1; ; nr += 1) {
    const id = `${kind}.${base}${nr === 1 ? '' : `-${nr}`}`;
    if (!taken.has(id)) return id;
  }
}

/** What cannot be right, in words; undefined where nothing is wrong. */
export function mistakesInText(form: TextForm, { messages }: Words): TextMistakes | undefined {
  const { wrong } = messages.page;
  const texts: Partial<Record<Locale, WordingMistakes>> = {};
  for (const locale of locales) {
    const { subject, body } = form.texts[locale];
    const strange = { subject: unknownFields(subject), body: unknownFields(body) };
    const found: WordingMistakes = {
      ...(strange.subject.length > 0 && { subject: wrong.unknown(strange.subject) }),
      ...(subject.trim().length > 200 && { subject: wrong.subjectLong }),
      ...(strange.body.length > 0 && { body: wrong.unknown(strange.body) }),
      ...(body.trim().length > 4000 && { body: wrong.long }),
    };
    if (Object.keys(found).length > 0) texts[locale] = found;
  }
  if (locales.every((locale) => form.texts[locale].body.trim() === '')) texts['zh-CN'] = { body: wrong.empty };
  const { names } = inputOfText(form);
  const named = names['zh-CN'] !== '' && names['zh-CN'].length <= 120 && names.en.length <= 120;
  return named && Object.keys(texts).length === 0 ? undefined : { ...(!named && { name: wrong.name }), texts };
}
