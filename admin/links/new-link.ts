import type { Audience } from '#contract/audiences.ts';
import type { Policy } from '#contract/links.ts';
import type { LinkWish } from './calls.ts';
import { formOfPreset, policyOfPreset } from './from-preset.ts';
import { changeOf, type LinkForm, type Mistakes, mistakesIn, policyOf, type Where } from './link-change.ts';

/** A link that is being thought of. */
export interface LinkDraft {
  readonly for: 'one' | 'many';
  /** A preset's id; empty: none. */
  readonly audience: string;
  readonly galleryIds: readonly string[];
  /** Of one for one: `id:` and a recipient, or `tag:` and a tag whose every recipient gets one; nothing: nobody in particular. */
  readonly whom?: string;
  /** What differs from the preset, and what no preset says. */
  readonly edits: Partial<LinkForm>;
}

/** The form of a draft; `preset` is the one that it names. */
export function formOfDraft(draft: LinkDraft, preset: Audience | undefined): LinkForm {
  return { ...formOfPreset(preset, draft.for), ...draft.edits };
}

/** The draft with another preset or for others: what was typed of what both say is forgotten, all else stays. */
export function turned(draft: LinkDraft, to: Partial<Pick<LinkDraft, 'for' | 'audience'>>): LinkDraft {
  const { label, placement, password, opening, opensAt, preview } = draft.edits;
  const kept = { label, placement, password, opening, opensAt, preview };
  const { opens: _, unlimited: __, perPhone: ___, ...rest } = draft.edits;
  const edits =
    to.audience === undefined
      ? rest
      : Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return { ...draft, ...to, edits };
}

/** What cannot be right in a draft; a preset that asks for a password has one made up. */
export function mistakesInDraft(draft: LinkDraft, preset: Audience | undefined, where: Where): Mistakes {
  const before = formOfPreset(preset, draft.for);
  return mistakesIn({ ...before, ...draft.edits }, before, preset?.passwordAsked ?? false, where);
}

/** What the box is asked for; only what differs from the preset is said. */
export function wishOf(draft: LinkDraft, preset: Audience | undefined, where: Where): LinkWish {
  const { label, placement, policy } = changeOf(formOfDraft(draft, preset), formOfPreset(preset, draft.for), where);
  return {
    galleryIds: [...draft.galleryIds],
    for: draft.for,
    ...(draft.audience !== '' && { audience: draft.audience }),
    ...recipientsOf(draft),
    ...(label && { label }),
    ...(placement && { placement }),
    ...(policy && { policy }),
  };
}

/** The recipients that a draft names. */
function recipientsOf({ for: meant, whom = '' }: LinkDraft): Pick<LinkWish, 'recipientIds' | 'recipientTag'> {
  if (meant === 'many') return {};
  if (whom.startsWith('tag:')) return { recipientTag: whom.slice('tag:'.length) };
  return whom === '' ? {} : { recipientIds: [whom.slice('id:'.length)] };
}

/** The policy that a draft stands for, for the sentence above its form. */
export function policyOfDraft(
  draft: LinkDraft,
  preset: Audience | undefined,
  where: Where,
): Policy & { withProject: boolean } {
  const policy = policyOfPreset(preset, draft.for, where);
  return policyOf(formOfDraft(draft, preset), formOfPreset(preset, draft.for), policy, where);
}
