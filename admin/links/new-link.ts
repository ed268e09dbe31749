import type { Download, PolicyInput } from '#contract/links.ts';
import type { LinkWish } from './calls.ts';
import { wholeNumber } from './fields.ts';

/** A link that is being thought of; what is undefined stays as the preset has it. */
export interface LinkDraft {
  readonly for: 'one' | 'many';
  /** A preset's id; empty: none. */
  readonly audience: string;
  readonly galleryIds: readonly string[];
  readonly label: string;
  readonly password: string;
  /** As typed; empty: no limit. */
  readonly opens?: string | undefined;
  readonly days?: string | undefined;
  readonly download?: Download | undefined;
}

/** Which field of a draft cannot be right. */
export function mistakeIn({ galleryIds, opens, days }: LinkDraft): 'galleryIds' | 'opens' | 'days' | undefined {
  if (galleryIds.length === 0) return 'galleryIds';
  if (opens?.trim() && wholeNumber(opens, 1, 1_000_000) === undefined) return 'opens';
  if (days?.trim() && wholeNumber(days, 0, 3650) === undefined) return 'days';
  return undefined;
}

/** What the box is asked for; only what differs from the preset is said. */
export function wishOf(draft: LinkDraft): LinkWish {
  const { opens, days, download, password, label, audience, galleryIds } = draft;
  const policy: PolicyInput = {};
  if (opens !== undefined) {
    const most = wholeNumber(opens, 1, 1_000_000) ?? null;
    if (draft.for === 'many') policy.maxOpensPerVisitor = most;
    else policy.maxOpens = most;
  }
  if (days !== undefined) {
    const count = wholeNumber(days, 0, 3650);
    if (count === undefined) policy.expiresAt = null;
    else policy.expiresInDays = count;
  }
  if (download !== undefined) policy.download = download;
  if (password.trim() !== '') policy.password = password.trim();
  return {
    galleryIds: [...galleryIds],
    for: draft.for,
    ...(audience !== '' && { audience }),
    ...(label.trim() !== '' && { label: label.trim() }),
    ...(Object.keys(policy).length > 0 && { policy }),
  };
}
