import type { Audience } from '#contract/audiences.ts';
import type { Locale } from '#contract/common.ts';
import { type FieldValues, fillText } from '#contract/message-fields.ts';
import type { MessageText } from '#contract/messages.ts';
import { words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import type { Where } from '../links/link-change.ts';
import { policyOfDraft } from '../links/new-link.ts';
import { type PersonalDraft, personalTitle, termsOf } from './draft.ts';

export interface PreviewFacts {
  readonly draft: PersonalDraft;
  readonly preset: Audience | undefined;
  /** The title of the gallery that all the photos are of, where there is one. */
  readonly gallery: string | undefined;
  readonly where: Where;
  /** The language of what is sent: the box's. */
  readonly locale: Locale;
  readonly organiser: string;
  /** Empty: nobody signs. */
  readonly sender: string;
}

/** The name that a box comes with says nothing to a client: then the project signs. */
const nameAsShipped = 'Maiimg Box';

/** Who signs beneath a text, as the box settles it. */
export function organiserOf(boxName: string, projectTitle: string): string {
  return boxName === nameAsShipped ? projectTitle : boxName;
}

/** A text as it will be sent, but for the address, which is not there yet. The box fills in the real one by the same rules. */
export function previewOf(text: MessageText, facts: PreviewFacts): string {
  return fillText(text.texts[facts.locale].body, valuesOf(facts)).text;
}

function valuesOf({ draft, preset, gallery, where, locale, organiser, sender }: PreviewFacts): FieldValues {
  const { name, client, photoIds } = draft;
  const { now, zone } = where;
  const say = words(locale).messages.values;
  const policy = policyOfDraft(termsOf(draft, preset), preset, where);
  const ends = policy.withProject ? where.projectEnds : policy.expiresAt;
  const last = ends === null ? undefined : lastMoment(Date.parse(ends), now, zone);
  const count = photoIds.length;
  const title = personalTitle(draft, gallery);
  return {
    // Before anybody is named the text shows where the name will stand.
    name: client ? client.name : name.trim() || '…',
    honorific: client?.honorific ?? '',
    company: client?.company ?? '',
    gallery: title,
    contents: say.chapter(title, count),
    ...(count > 0 && { count: String(count) }),
    link: 'https://…',
    expires: last ? say.until(last) : '',
    days: last && last.days > 0 ? String(last.days) : '',
    opens: policy.maxOpens === null ? '' : say.opens(policy.maxOpens),
    date: say.date(momentOf(now, now, zone)),
    organiser,
    sender,
    ...(preset && { audience: preset.names[locale] }),
    password: preset?.passwordAsked ? '••••••' : '',
  };
}
