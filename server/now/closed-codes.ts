import { askOffer } from '#contract/ask-offer.ts';
import type { Need } from '#contract/now.ts';
import { type Actor, mayTouch } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { mayMeet } from '../links/mine.ts';
import { judge } from '../links/policy.ts';
import { presentLink } from '../links/present.ts';
import { linksById } from '../links/table.ts';
import { nameOf } from './ending.ts';
import { galleryTitles } from './table.ts';

/** A link whose code should be on screens and opens nothing. */
export interface ClosedCode {
  readonly linkId: string;
  readonly screens: readonly { readonly id: string; readonly name: string }[];
  /** Another code stands in its place on all of them. */
  readonly replaced: boolean;
}

export type ScreenCodeNeed = Extract<Need, { kind: 'screen_code' }>;

/** Codes that screens cannot show, each with what one tap would give; those that nothing stands in for come first. */
export async function closedCodeNeeds(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  codes: readonly ClosedCode[],
): Promise<ScreenCodeNeed[]> {
  if (codes.length === 0) return [];
  const { read } = kit.db;
  const found = await linksById(
    read,
    codes.map(({ linkId }) => linkId),
  );
  const links = new Map(found.map((link) => [link.id, link]));
  const titles = await galleryTitles(read, [...new Set(found.flatMap(({ galleryIds }) => galleryIds))]);
  return codes
    .flatMap(({ linkId, screens, replaced }): ScreenCodeNeed[] => {
      const link = links.get(linkId);
      const state = link && judge(link, kit.clock.now());
      // It may have been opened again since the screens were asked.
      if (!link || !state || state === 'live' || !mayTouch(actor, link.projectId) || !mayMeet(actor, link)) return [];
      return [
        {
          kind: 'screen_code',
          link: presentLink(kit, addresses, link),
          projectTitle: link.projectTitle,
          name: nameOf(link, titles),
          screens: [...screens],
          shown: replaced,
          offer: state === 'scheduled' ? {} : askOffer(link, state, 1),
        },
      ];
    })
    .toSorted((a, b) => Number(a.shown) - Number(b.shown));
}
