import { isDeepStrictEqual } from 'node:util';
import type { ScreenChange } from '#contract/screens.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import type { Arrangement, Board } from './board.ts';
import { chosenShows, showsFor } from './choose.ts';
import { closeCodes } from './codes/making.ts';
import { emptyProgramme } from './course.ts';
import { chosenPickup } from './pickup/chosen.ts';
import type { Stations } from './pickup/stations.ts';
import { type Held, newPlaying, type Playing, rowOf } from './playing.ts';
import { usablePlaylist } from './playlists/usable.ts';
import { mayLead } from './reach.ts';
import { deleteScreenRow, deleteUnusedProgrammes, insertScreenRow, putProgrammeRow, updateScreenRow } from './table.ts';

/** How long a photo stays where nobody has said anything. */
const usualSeconds = 8;

/** Makes a screen of the one with this key; it has nothing to show yet. Throws `invalid_input` where it is one already. */
export async function addScreen(kit: Kit, board: Board, actor: Actor, keyHash: string, name: string): Promise<Held> {
  const now = kit.clock.now();
  const id = newId(now);
  const own = { shows: [], seconds: usualSeconds, playlist: null, alone: false, seen: new Map() };
  const playing = newPlaying(emptyProgramme(newId(now), now), own);
  const row = {
    id,
    name,
    key_hash: keyHash,
    programme_id: playing.id,
    blank: 0,
    code_address: 'auto' as const,
    pickup: null,
    paired_at: now,
    paired_by: actor.id,
    last_seen_at: null,
    updated_at: now,
  };
  await kit.db.write(async (writer) => {
    await putProgrammeRow(writer, rowOf(playing, now));
    await insertScreenRow(writer, row);
    await audit(writer, kit, actor, 'screen.pair', id, { name });
  });
  board.putPlaying(playing);
  return board.put(row, playing);
}

/** Withdraws a screen's key for good, and with it the codes that it made for itself: nobody could end them in any list. */
export async function removeScreen(kit: Kit, board: Board, actor: Actor, screen: Held): Promise<void> {
  const closed = await kit.db.write(async (writer) => {
    const links = await closeCodes(writer, kit, screen.id);
    await deleteScreenRow(writer, screen.id);
    await deleteUnusedProgrammes(writer);
    await audit(writer, kit, actor, 'screen.remove', screen.id, { name: screen.name });
    return links;
  });
  board.drop(screen);
  board.dropUnused();
  for (const link of closed) kit.changes.emit('link.changed', link);
  kit.changes.emit('screen.changed', { screenId: screen.id });
  tellCompany(kit, board, screen.playing);
}

/**
 * Names a screen, or changes what it shows, or what guests may pick at it. Throws `not_found` for galleries, playlists and
 * screens that there are not, `invalid_input`, `project_archived`, `audience_not_found`, and `private_on_screen` where that
 * was not confirmed.
 */
export async function changeScreen(
  kit: Kit,
  board: Board,
  stations: Stations,
  actor: Actor,
  screen: Held,
  change: ScreenChange,
): Promise<void> {
  const before = screen.playing;
  const target = await targetOf(kit, board, actor, screen, change);
  const { confirm: confirmed = false, ...told } = change;
  const pickup = change.pickup ? await chosenPickup(kit, actor, change.pickup, confirmed) : change.pickup;
  const now = kit.clock.now();
  const stored = async (writer: Writer, playing: Playing) => {
    const own = { name: change.name ?? screen.name, code_address: change.codeAddress ?? screen.codeAddress };
    const station = pickup === undefined ? {} : { pickup: pickup && JSON.stringify(pickup) };
    await updateScreenRow(writer, screen.id, { ...own, ...station, programme_id: playing.id, updated_at: now });
    await deleteUnusedProgrammes(writer);
    await audit(writer, kit, actor, 'screen.change', screen.id, { name: screen.name, ...told });
  };
  if (target.arrangement) {
    // Its own programme, or a new one that goes on where the old one is.
    if (target.playing !== before) board.putPlaying(target.playing);
    const { playing, arrangement } = target;
    try {
      await board.rearrange(playing, arrangement, async (writer) => stored(writer, playing));
    } catch (error) {
      board.dropUnused();
      throw error;
    }
  } else await kit.db.write((writer) => stored(writer, target.playing));
  const renamed = change.name !== undefined && change.name !== screen.name;
  screen.name = change.name ?? screen.name;
  screen.codeAddress = change.codeAddress ?? screen.codeAddress;
  screen.playing = target.playing;
  board.dropUnused();
  if (pickup !== undefined) {
    Object.assign(screen, { pickup, pickupProjectId: null });
    await stations.refresh(screen);
  }
  board.tell(screen);
  kit.changes.emit('screen.changed', { screenId: screen.id });
  if (before !== target.playing) tellCompany(kit, board, before);
  if (before !== target.playing || renamed) tellCompany(kit, board, target.playing, screen);
}

/** The programme that a screen will have, and what is to be changed of it. */
async function targetOf(
  kit: Kit,
  board: Board,
  actor: Actor,
  screen: Held,
  change: ScreenChange,
): Promise<{ playing: Playing; arrangement?: Partial<Arrangement> }> {
  const { playing } = screen;
  const { withScreenId, alone, shows, seconds, playlistId } = change;
  if (withScreenId !== undefined) {
    if (shows ?? seconds ?? alone ?? playlistId) throw wrong('withScreenId', 'it shows what the other screen shows');
    const other = board.screens.get(withScreenId);
    if (!other || !mayLead(actor, other)) throw new Refusal('not_found', 'there is no such screen');
    return { playing: other.playing };
  }
  if (!alone && shows === undefined && seconds === undefined && playlistId === undefined) return { playing };
  if (playlistId && shows) throw wrong('playlistId', 'either `shows` or a playlist');
  // Back from a playlist: what it showed before may be of projects that are not for whoever asks.
  const before = playlistId === null ? await showsFor(kit, actor, playing.shows) : playing.shows;
  const wanted = {
    shows: shows === undefined ? before : await chosenShows(kit, actor, shows, change.confirm === true),
    seconds: seconds ?? playing.seconds,
    // Galleries chosen one by one take the playlist's place.
    playlist:
      playlistId === undefined && shows === undefined
        ? playing.playlist
        : playlistId
          ? await usablePlaylist(kit, actor, playlistId, change.confirm === true || playlistId === playing.playlist?.id)
          : null,
  };
  const shared = board.screensOf(playing).length > 1;
  // The pace is the company's: whoever is in step stays in step.
  if (shared && shows === undefined && playlistId === undefined && !alone) {
    return { playing, arrangement: { seconds: wanted.seconds } };
  }
  const same = (other: Playing) =>
    wanted.playlist || other.playlist
      ? wanted.playlist?.id === other.playlist?.id
      : isDeepStrictEqual([other.shows, other.seconds], [wanted.shows, wanted.seconds]);
  if (!alone && same(playing)) return { playing };
  const company = [...board.playings.values()].find((other) => other !== playing && !other.alone && same(other));
  if (!alone && !playing.alone && company && (wanted.playlist || wanted.shows.length > 0)) return { playing: company };
  const arrangement = {
    // What nobody has chosen anew stays as it is stored: a chapter may just have joined it.
    ...(wanted.shows !== playing.shows && { shows: wanted.shows }),
    ...{ seconds: wanted.seconds, playlist: wanted.playlist, alone: alone ?? (shared ? false : playing.alone) },
  };
  if (!shared) return { playing, arrangement };
  const programme = { ...playing.programme, id: newId(kit.clock.now()) };
  return { playing: newPlaying(programme, { ...playing, ...wanted, alone: alone === true }), arrangement };
}

function tellCompany(kit: Kit, board: Board, playing: Playing, but?: Held): void {
  for (const screen of board.screensOf(playing)) {
    if (screen !== but) kit.changes.emit('screen.changed', { screenId: screen.id });
  }
}

function wrong(field: string, detail: string): Refusal {
  return new Refusal('invalid_input', `${field}: ${detail}`, { errors: [{ field, detail }] });
}
