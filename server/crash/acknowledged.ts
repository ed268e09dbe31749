import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Kit } from '../kit.ts';
import { halfDone } from './half-done.ts';
import { gone, type Kept, whatHolds } from './holds.ts';

/** What a box has acknowledged to somebody outside it. */
export class Acknowledged {
  /** SHA-256 of each file that was brought, by the id of its photo. */
  readonly uploads = new Map<string, string>();
  /** The gallery that each photo joined, by the photo's id. */
  readonly places = new Map<string, string>();
  /** Answered opens by link, and presses of its next step's button. */
  readonly opens = new Map<string, number>();
  readonly taps = new Map<string, number>();
  /** `VISIT PHOTO` of each photo that a guest got whole, and its link. */
  readonly saved = new Map<string, string>();
  /** `LINK NAME` of those who asked for more. */
  readonly asked = new Set<string>();
  readonly revoked = new Set<string>();
  readonly paired = new Set<string>();
  /** `SCREEN ID` of each play that a screen need not tell again. */
  readonly played = new Set<string>();
  /** Screens that were removed. */
  readonly removed = new Set<string>();
  /** Codes that carry a visit of the last load from one browser to another, by their link's token: used or not. */
  readonly handOvers: { readonly token: string; readonly code: string }[] = [];
  /** How many acts of each kind were answered. */
  readonly counts = new Map<string, number>();
  /** What may hold: the value answered last, and those asked for since without an answer. */
  readonly #held = new Map<string, Set<string>>();
  #restUntil = 0;

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** One more of what is counted by link. */
  add(what: 'opens' | 'taps', linkId: string): void {
    this[what].set(linkId, (this[what].get(linkId) ?? 0) + 1);
  }

  /** How many acts were answered, all told. */
  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /**
   * Runs an act that gives a thing a new value: until it is answered the old value and the new one may hold, then the new
   * one alone. `before`: the old value of a thing of which nothing is known yet.
   */
  async giving<T>(kind: Kept, id: string, value: string, act: () => Promise<T>, before?: string): Promise<T> {
    const key = `${kind} ${id}`;
    if (before !== undefined && !this.#held.has(key)) this.#held.set(key, new Set([before]));
    this.#held.get(key)?.add(value);
    const answer = await act();
    this.hold(kind, id, value);
    this.count(kind);
    return answer;
  }

  /** The same of what is known without an act. */
  hold(kind: Kept, id: string, value: string): void {
    this.#held.set(`${kind} ${id}`, new Set([value]));
  }

  /** Ids of things of this kind that something is known of. */
  idsOf(kind: Kept): string[] {
    return [...this.#held.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
  }

  letGo(kind: Kept, id: string): void {
    this.#held.delete(`${kind} ${id}`);
  }

  /** From here on a screen may be there or not: somebody has asked to remove it. */
  forget(screenId: string): void {
    this.paired.delete(screenId);
    for (const kind of ['screen', 'blank', 'plays', 'station'] as const) this.letGo(kind, screenId);
  }

  /** Something happens by itself at this instant (UTC ms): nothing is looked at before. */
  expect(at: number): void {
    this.#restUntil = Math.max(this.#restUntil, at);
  }

  /** Settles when nothing happens by itself any more. */
  async rest(): Promise<void> {
    while (Date.now() <= this.#restUntil) await setTimeout(this.#restUntil - Date.now() + 1);
  }

  /** What was acknowledged and does not hold, and what is only half there, a line each. */
  async broken(kit: Kit): Promise<string[]> {
    const { read } = kit.db;
    const rows = async <T>(text: string) => (await sql.raw<T>(text).execute(read)).rows;
    const broken = await halfDone(kit);

    const hashes = new Map(
      (
        await rows<{ id: string; hashes: string }>(`
          SELECT id, json_array(hash,
            (SELECT json_group_array(hash) FROM photo_editions WHERE photo_id = photos.id)) AS hashes FROM photos`)
      ).map((photo) => [photo.id, photo.hashes]),
    );
    for (const [id, hash] of this.uploads)
      if (!hashes.get(id)?.includes(hash)) broken.push(`I1 the acknowledged photo ${id} has no row with its hash`);
    const placed = new Map(
      (
        await rows<{ id: string; galleries: string }>(
          'SELECT photo_id AS id, json_group_array(gallery_id) AS galleries FROM gallery_photos GROUP BY photo_id',
        )
      ).map(({ id, galleries }) => [id, galleries]),
    );
    for (const [id, gallery] of this.places)
      if (!placed.get(id)?.includes(gallery)) broken.push(`I1 the photo ${id} is not in the gallery that it joined`);

    const links = await rows<{
      id: string;
      opens: number;
      max: number | null;
      revoked: number;
      audited: number;
      taps: number;
    }>(`
      SELECT id, opens, max_opens AS max, revoked_at IS NOT NULL AS revoked,
        EXISTS (SELECT 1 FROM audit WHERE action = 'link.revoke' AND subject = links.id) AS audited,
        (SELECT coalesce(sum(taps), 0) FROM next_step_taps WHERE link_id = links.id) AS taps FROM links`);
    for (const link of links) {
      const answered = this.opens.get(link.id) ?? 0;
      if (link.opens < answered)
        broken.push(`I4 link ${link.id} counts ${link.opens} opens, ${answered} were answered`);
      const tapped = this.taps.get(link.id) ?? 0;
      if (link.taps < tapped) broken.push(`I4 link ${link.id} counts ${link.taps} presses, ${tapped} were answered`);
      // The load never lowers a maximum below what was opened.
      if (link.max !== null && link.opens > link.max)
        broken.push(`I4 link ${link.id} counts ${link.opens} opens of ${link.max}`);
      if (!this.revoked.has(link.id)) continue;
      if (!link.revoked) broken.push(`I5 the revoked link ${link.id} is open again`);
      if (!link.audited) broken.push(`I5 the audit knows nothing of the end of link ${link.id}`);
    }
    const known = new Set(links.map(({ id }) => id));
    for (const id of new Set([...this.opens.keys(), ...this.taps.keys(), ...this.revoked]))
      if (!known.has(id)) broken.push(`I4 the link ${id} is gone`);
    const saved = new Map(
      (
        await rows<{ key: string; link: string }>(
          "SELECT visit_id || ' ' || photo_id AS key, link_id AS link FROM downloads",
        )
      ).map(({ key, link }) => [key, link]),
    );
    for (const [key, link] of this.saved)
      if (saved.get(key) !== link) broken.push(`I4 link ${link} does not count what was saved: ${key}`);
    const asked = new Set(
      (await rows<{ key: string }>("SELECT link_id || ' ' || name AS key FROM asks")).map(({ key }) => key),
    );
    for (const key of this.asked) if (!asked.has(key)) broken.push(`I15 nobody knows who asked: ${key}`);

    const screens = new Set((await rows<{ id: string }>('SELECT id FROM screens')).map(({ id }) => id));
    for (const id of this.paired) if (!screens.has(id)) broken.push(`I5 the paired screen ${id} is gone`);
    for (const id of this.removed) if (screens.has(id)) broken.push(`I5 the removed screen ${id} is back`);
    const plays = new Set(
      (await rows<{ key: string }>("SELECT screen_id || ' ' || id AS key FROM plays")).map(({ key }) => key),
    );
    for (const key of this.played) if (!plays.has(key)) broken.push(`I13 what a screen showed is gone: ${key}`);

    const is = await whatHolds(kit, this.#held.keys());
    for (const [key, may] of this.#held) {
      const value = is.get(key) ?? gone;
      if (!may.has(value)) broken.push(`I5 ${key} is ${value} instead of ${[...may].join(' or ')}`);
    }
    return broken;
  }
}
