import type { Need, Now } from '#contract/now.ts';
import type { Actor } from '../box/actor.ts';
import { readSettings } from '../box/settings.ts';
import type { Crowded } from '../crowd.ts';
import { toldForMs } from '../galleries/swaps.ts';
import type { Kit } from '../kit.ts';
import { readPhotos } from '../library/photo.ts';
import type { AddressWatch } from '../links/address-check.ts';
import type { Addresses } from '../links/addresses.ts';
import type { OnScreens } from '../links/clean-up/clean-up.ts';
import { sightOf } from '../links/mine.ts';
import type { Disk } from '../store/ballast.ts';
import { askedNeeds, saidByAsk } from './asked.ts';
import { cleaningNeeds } from './cleaning.ts';
import { type ClosedCode, closedCodeNeeds } from './closed-codes.ts';
import { endingNeeds } from './ending.ts';
import { hideNeeds } from './hides.ts';
import { lockedNeeds } from './locked.ts';
import { machineNeeds } from './machine.ts';
import { staleNeeds } from './stale.ts';
import { stepNeeds } from './step-ending.ts';
import { broughtBetween, failedPhotos, missedSwaps, newestPhotos } from './table.ts';
import type { Today } from './today.ts';

const day = 86_400_000;
const togetherMs = 10 * 60_000;
const newestShown = 12;

/** A screen that should be there and has said nothing for a while. */
export interface SilentScreen {
  readonly id: string;
  readonly name: string;
  /** Instant in ISO 8601. */
  readonly lastSeenAt: string | null;
}

/** A screen that is connected, and yet says nothing or draws nothing. */
export interface TroubledScreen {
  readonly id: string;
  readonly name: string;
  readonly why: 'silent' | 'stuck';
}

/** What is asked of the rooms below. */
export interface NowSources {
  readonly addresses: Addresses;
  readonly watch: Pick<AddressWatch, 'state'>;
  /** Those that this person may know of. */
  readonly silentScreens: (actor: Actor) => Promise<readonly SilentScreen[]>;
  readonly troubledScreens: (actor: Actor) => Promise<readonly TroubledScreen[]>;
  /** Codes that should be on screens and open nothing, of the same. */
  readonly closedCodes: (actor: Actor) => readonly ClosedCode[];
  readonly onScreens: OnScreens;
  readonly today: Today;
  readonly disk: Pick<Disk, 'look'>;
  /** While the box's own Wi-Fi is crowded. */
  readonly crowd: () => (Crowded & { readonly phones: number; readonly codes: 'local' | 'public' }) | undefined;
}

/** What is happening now and what needs a hand, of the projects that there are for this person. */
export async function readNow(kit: Kit, sources: NowSources, actor: Actor): Promise<Now> {
  const now = kit.clock.now();
  const { projectIds } = actor;
  const [needs, visits, newest] = await Promise.all([
    readNeeds(kit, sources, actor, now),
    sources.today.read(readSettings(kit).timeZone, projectIds),
    readNewest(kit, projectIds),
  ]);
  return { at: new Date(now).toISOString(), needs, visits, newest };
}

/** First what nobody at the venue sees or can scan, then what soon will be so, then what only lies there. */
async function readNeeds(
  kit: Kit,
  { addresses, watch, silentScreens, troubledScreens, closedCodes, onScreens, disk, crowd }: NowSources,
  actor: Actor,
  now: number,
): Promise<Need[]> {
  const { read } = kit.db;
  const { projectIds } = actor;
  const sight = sightOf(actor);
  const [machine, screens, troubled, codes, asked, locked, links, failed, stale, missed, steps, hides, cleaning] =
    await Promise.all([
      machineNeeds(kit, disk),
      silentScreens(actor),
      troubledScreens(actor),
      closedCodeNeeds(kit, addresses, actor, closedCodes(actor)),
      askedNeeds(kit, addresses, sight),
      lockedNeeds(kit, addresses, sight),
      endingNeeds(kit, addresses, sight),
      failedPhotos(read, now - 7 * day, projectIds),
      staleNeeds(kit, addresses, sight),
      missedSwaps(read, now - toldForMs, sight),
      stepNeeds(kit, sight),
      cleaningNeeds(kit, onScreens, actor),
      hideNeeds(kit, sight),
    ]);
  const { public: origin } = addresses.origins();
  const { check } = watch.state();
  const crowded = crowd();
  const lost = check === 'unreachable' || check === 'another_box' || check === 'no_box';
  return [
    ...machine.first,
    ...screens.map(({ id, name, lastSeenAt }): Need => ({ kind: 'screen_silent', screenId: id, name, lastSeenAt })),
    ...troubled.map(({ id, name, why }): Need => ({ kind: 'screen_stuck', screenId: id, name, why })),
    ...(origin !== undefined && lost ? [{ kind: 'public_address' as const, origin, state: check }] : []),
    ...(crowded ? [{ kind: 'crowded' as const, ...crowded, since: new Date(crowded.since).toISOString() }] : []),
    ...codes,
    ...asked,
    ...hides,
    ...locked,
    ...links.filter((need) => !saidByAsk(need, asked) && !codes.some(({ link }) => link.id === need.link.id)),
    ...missed.map(({ at, ...rest }): Need => ({ kind: 'swap_missed', ...rest, at: new Date(at).toISOString() })),
    ...stale,
    ...steps,
    ...cleaning,
    ...failed.map((each): Need => ({ kind: 'photos_failed', ...each })),
    ...machine.later,
  ];
}

async function readNewest(kit: Kit, projectIds: readonly string[] | null): Promise<Now['newest']> {
  const rows = await newestPhotos(kit.db.read, projectIds, newestShown);
  const [first] = rows;
  if (!first) return { photos: [], by: null, at: null, count: 0 };
  const { uploaded_by: by, uploaded_at: at } = first;
  const [photos, count] = await Promise.all([
    readPhotos(
      kit,
      rows.map(({ id }) => id),
    ),
    broughtBetween(kit.db.read, by, at - togetherMs, at, projectIds),
  ]);
  return { photos, by: photos[0]?.uploadedBy ?? null, at: new Date(at).toISOString(), count };
}
