import type { Actor } from '../../box/actor.ts';
import type { Board } from '../board.ts';
import { mayLead } from '../reach.ts';

/** A link whose code should be on screens, and that does not open now. */
export interface ClosedCode {
  readonly linkId: string;
  /** By name. */
  readonly screens: readonly { readonly id: string; readonly name: string }[];
  /** Wherever it should be, another code stands in its place. */
  readonly replaced: boolean;
}

/** Those of the loops of screens; what screens make for themselves mends itself, and a unit is shown with the code it has. */
export function closedCodes({ screens }: Pick<Board, 'screens'>, actor: Actor): ClosedCode[] {
  const found = new Map<string, { screens: Map<string, string>; replaced: boolean }>();
  for (const screen of screens.values()) {
    const { spec, content } = screen.playing;
    if (!mayLead(actor, screen)) continue;
    const items = new Set(spec.items.map(({ id }) => id));
    for (const { id, itemId } of content.slots) {
      const linkId = content.closed[id];
      if (linkId === undefined || !items.has(itemId)) continue;
      const one = found.get(linkId) ?? { screens: new Map<string, string>(), replaced: true };
      one.screens.set(screen.id, screen.name);
      one.replaced &&= content.codes[id] !== undefined;
      found.set(linkId, one);
    }
  }
  return [...found].map(([linkId, one]) => ({
    linkId,
    screens: [...one.screens].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name)),
    replaced: one.replaced,
  }));
}
