import type { Audience } from '#contract/audiences.ts';
import { called } from '#contract/called.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { NewPersonal } from '#contract/personal.ts';
import type { ShortRecipient } from '#contract/recipients.ts';
import type { TermParts } from '#words/zh-CN/personal.ts';
import { wholeNumber } from '../links/fields.ts';
import type { LinkForm, Where } from '../links/link-change.ts';
import type { LinkDraft } from '../links/new-link.ts';
import { formOfDraft, wishOf } from '../links/new-link.ts';

/** A personal gallery that is being put together. */
export interface PersonalDraft {
  /** As typed. */
  readonly name: string;
  /** A client who is there already, in the place of a new one. */
  readonly client: ShortRecipient | undefined;
  /** In the order in which they were ticked, which is that of the gallery. */
  readonly photoIds: readonly string[];
  /** A preset's id; undefined: the one that is meant for a guest. */
  readonly audience: string | undefined;
  /** What differs from the preset. */
  readonly edits: Partial<LinkForm>;
}

export const emptyDraft: PersonalDraft = { name: '', client: undefined, photoIds: [], audience: undefined, edits: {} };

/** Whether there is something in it that would be missed. */
export function isEmpty({ name, photoIds }: PersonalDraft): boolean {
  return name.trim() === '' && photoIds.length === 0;
}

/** With a photo more or less; undefined where there is no room for it. */
export function ticked(photoIds: readonly string[], id: string): readonly string[] | undefined {
  if (photoIds.includes(id)) return photoIds.filter((one) => one !== id);
  return photoIds.length < galleryLimit ? [...photoIds, id] : undefined;
}

/** Those of these photos that are not chosen yet and have room beside the chosen ones. */
export function roomFor(photoIds: readonly string[], chosen: readonly string[]): readonly string[] {
  return photoIds.filter((id) => !chosen.includes(id)).slice(0, Math.max(0, galleryLimit - chosen.length));
}

/** The terms of its link, as the links' own forms know them. */
export function termsOf(draft: PersonalDraft, preset: Audience | undefined): LinkDraft {
  return { for: 'one', audience: preset?.id ?? '', galleryIds: [], edits: draft.edits };
}

/** What its link allows, in the parts of one line. */
export function termParts(draft: PersonalDraft, preset: Audience | undefined, name: string): TermParts {
  const form = formOfDraft(termsOf(draft, preset), preset);
  return {
    name,
    opens: form.unlimited ? null : (wholeNumber(form.opens, 1, 1_000_000) ?? preset?.maxOpens ?? null),
    days: form.end === 'days' ? (wholeNumber(form.days, 0, 3650) ?? preset?.expiresInDays ?? null) : null,
    withProject: form.end === 'project',
    download: form.download,
    password: preset?.passwordAsked ?? false,
  };
}

/** What the box is asked for; only what differs from the preset is said. */
export function wishOfPersonal(draft: PersonalDraft, preset: Audience | undefined, where: Where): NewPersonal {
  const { policy } = wishOf(termsOf(draft, preset), preset, where);
  return {
    ...(draft.client ? { recipientId: draft.client.id } : { name: draft.name.trim() }),
    photoIds: [...draft.photoIds],
    ...(preset && { audience: preset.id }),
    ...(policy && { policy }),
  };
}

/** What somebody is called in a title and a list. */
export function calledOf({ name, client }: Pick<PersonalDraft, 'name' | 'client'>): string {
  return client ? called(client) : name.trim();
}

/** A client who is there already, as the draft has it. */
export function named({ id, name, honorific, company }: ShortRecipient): Pick<PersonalDraft, 'name' | 'client'> {
  return { name: called({ name, honorific }), client: { id, name, honorific, company } };
}

/** What the gallery will be called: its client, and the gallery that all its photos are of, where there is one. */
export function personalTitle(draft: PersonalDraft, gallery: string | undefined): string {
  const name = calledOf(draft) || '…';
  return gallery === undefined ? name : `${name} · ${gallery}`;
}

/** Under which name an unfinished choice is kept, each account's and project's own. */
export function keyOf(accountId: string, projectId: string): string {
  return `maiimg.personal.${accountId}.${projectId}`;
}

/** Keeps an unfinished choice for as long as the window is there; forgets one in which there is nothing. */
export function remember(key: string, draft: PersonalDraft): void {
  try {
    if (isEmpty(draft) && Object.keys(draft.edits).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // No room, or not allowed: then it is lost with the page.
  }
}

export function remembered(key: string): PersonalDraft | undefined {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? undefined : { ...emptyDraft, ...(JSON.parse(kept) as PersonalDraft) };
  } catch {
    return undefined;
  }
}
