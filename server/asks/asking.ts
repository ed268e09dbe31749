import type { AskKind } from '#contract/asks.ts';
import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import type { StoredLink } from '../links/table.ts';
import { projectRow } from '../projects/table.ts';
import type { Reader } from '../store/database.ts';
import type { Visitor } from '../visits/opening.ts';
import { addAsked } from '../visits/totals/asks.ts';
import { localTime } from '../visits/totals/local-time.ts';
import { type AskRow, howMany, insertAsk, lastAsk, waitsMs } from './table.ts';

/** A phone asks so often a day, and so many wait at one link: a hall may ask, a script does not fill the disk. */
export const askLimits = { aDay: 5, atLink: 200 } as const;
const dayMs = 86_400_000;
/** Whoever was told no is not asked to ask again at once. */
const noForMs = 3_600_000;

/** How it stands between a phone that is kept out and the staff; instants in UTC ms. */
export type Standing =
  | { readonly state: 'may' }
  | { readonly state: 'waiting'; readonly askedAt: number }
  | { readonly state: 'declined'; readonly askedAt: number }
  /** It asked too often today, or too many wait. */
  | { readonly state: 'enough' };

/** What a phone says when it asks. */
export interface Asking {
  readonly visitor: Visitor;
  readonly mark: string;
  readonly kind: AskKind;
  readonly name: string;
  readonly note: string;
}

/** How a phone stands at a link that keeps it out; undefined where staff could not open the link again. */
export async function standingOf(
  db: Reader,
  link: StoredLink,
  visitor: Visitor,
  now: number,
): Promise<Standing | undefined> {
  const project = await projectRow(db, link.projectId);
  if (!project || project.archived || link.galleryIds.length === 0) return undefined;
  const last = await lastAsk(db, link, visitor.key);
  if (last?.state === 'open' && last.asked_at > now - waitsMs) return { state: 'waiting', askedAt: last.asked_at };
  if (last?.state === 'declined' && (last.answered_at ?? 0) > now - noForMs) {
    return { state: 'declined', askedAt: last.asked_at };
  }
  const counts = await howMany(db, link.id, visitor.key, now - dayMs);
  const enough = counts.ofPhone >= askLimits.aDay || counts.atLink >= askLimits.atLink;
  return { state: enough ? 'enough' : 'may' };
}

/**
 * Writes an ask down where the phone may ask; gives how it stands then, and the row that is new. What is asked again
 * writes nothing.
 */
export async function addAsk(
  kit: Kit,
  link: StoredLink,
  { visitor, ...asking }: Asking,
): Promise<{ standing: Standing | undefined; added?: AskRow }> {
  const before = await standingOf(kit.db.read, link, visitor, kit.clock.now());
  if (before?.state !== 'may') return { standing: before };
  return kit.db.write(async (writer) => {
    const now = kit.clock.now();
    // Two presses at once are one ask, and the limits hold for a crowd.
    const standing = await standingOf(writer, link, visitor, now);
    if (standing?.state !== 'may') return { standing };
    const added: AskRow = {
      ...asking,
      id: newId(now),
      link_id: link.id,
      link_edition: link.edition,
      visitor: visitor.key,
      stand_in: visitor.standIn ? 1 : 0,
      asked_at: now,
      day: localTime(readSettings(kit).timeZone, now).day,
      state: 'open',
      answered_at: null,
      answered_by: null,
    };
    await insertAsk(writer, added);
    await addAsked(writer, { linkId: link.id, projectId: link.projectId, audience: link.audience }, added.day);
    return { standing: { state: 'waiting', askedAt: now }, added };
  });
}
