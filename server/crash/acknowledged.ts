import { sql } from 'kysely';
import type { Reader } from '../store/database.ts';

/** What of a thing is remembered: a later value takes the place of the one before. */
export type Kept = 'label' | 'file' | 'trash' | 'setting' | 'screen' | 'blank';

/** What a box has acknowledged to somebody outside it. */
export class Acknowledged {
  /** SHA-256 of each file that was brought, by the id of its photo. */
  readonly uploads = new Map<string, string>();
  /** The gallery that each photo joined, by the photo's id. */
  readonly places = new Map<string, string>();
  /** Answered opens by link. */
  readonly opens = new Map<string, number>();
  readonly revoked = new Set<string>();
  readonly paired = new Set<string>();
  /** Screens that were removed. */
  readonly removed = new Set<string>();
  /** How many acts of each kind were answered. */
  readonly counts = new Map<string, number>();
  /** What may hold: the value answered last, and those asked for since without an answer. */
  readonly #held = new Map<string, Set<string>>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** How many acts were answered, all told. */
  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Runs an act that gives a thing a new value: until it is answered the old value and the new one may hold, then the new one alone. */
  async giving<T>(kind: Kept, id: string, value: string, act: () => Promise<T>): Promise<T> {
    const key = `${kind} ${id}`;
    this.#held.get(key)?.add(value);
    const answer = await act();
    this.#held.set(key, new Set([value]));
    this.count(kind);
    return answer;
  }

  /** From here on a screen may be there or not: somebody has asked to remove it. */
  forget(screenId: string): void {
    this.paired.delete(screenId);
    this.#held.delete(`screen ${screenId}`);
    this.#held.delete(`blank ${screenId}`);
  }

  /** What was acknowledged and does not hold, a line each. */
  async broken(read: Reader): Promise<string[]> {
    const rows = async <T>(text: string) => (await sql.raw<T>(text).execute(read)).rows;
    const broken: string[] = [];
    const is = new Map<string, string>();

    const photos = await rows<{ id: string; hash: string; trashed: number; hashes: string }>(`
      SELECT id, hash, deleted_at IS NOT NULL AS trashed, json_array(hash,
        (SELECT json_group_array(hash) FROM photo_editions WHERE photo_id = photos.id)) AS hashes FROM photos`);
    for (const { id, hash, trashed } of photos) {
      is.set(`file ${id}`, hash);
      is.set(`trash ${id}`, trashed ? 'in' : 'out');
    }
    const hashes = new Map(photos.map((photo) => [photo.id, photo.hashes]));
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
      label: string;
      opens: number;
      max: number | null;
      revoked: number;
      audited: number;
    }>(`
      SELECT id, label, opens, max_opens AS max, revoked_at IS NOT NULL AS revoked,
        EXISTS (SELECT 1 FROM audit WHERE action = 'link.revoke' AND subject = links.id) AS audited FROM links`);
    for (const link of links) {
      is.set(`label ${link.id}`, link.label);
      const answered = this.opens.get(link.id) ?? 0;
      if (link.opens < answered)
        broken.push(`I4 link ${link.id} counts ${link.opens} opens, ${answered} were answered`);
      // The load never lowers a maximum.
      if (link.max !== null && link.opens > link.max)
        broken.push(`I4 link ${link.id} counts ${link.opens} opens of ${link.max}`);
      if (!this.revoked.has(link.id)) continue;
      if (!link.revoked) broken.push(`I5 the revoked link ${link.id} is open again`);
      if (!link.audited) broken.push(`I5 the audit knows nothing of the end of link ${link.id}`);
    }
    const known = new Set(links.map(({ id }) => id));
    for (const id of new Set([...this.opens.keys(), ...this.revoked]))
      if (!known.has(id)) broken.push(`I4 the link ${id} is gone`);

    for (const { name, value } of await rows<{ name: string; value: string }>('SELECT name, value FROM settings'))
      is.set(`setting ${name}`, JSON.parse(value));
    const screens = new Set<string>();
    for (const { id, name, blank } of await rows<{ id: string; name: string; blank: number }>(
      'SELECT id, name, blank FROM screens',
    )) {
      screens.add(id);
      is.set(`screen ${id}`, name);
      is.set(`blank ${id}`, String(blank));
    }
    for (const id of this.paired) if (!screens.has(id)) broken.push(`I5 the paired screen ${id} is gone`);
    for (const id of this.removed) if (screens.has(id)) broken.push(`I5 the removed screen ${id} is back`);

    for (const [key, may] of this.#held) {
      const value = is.get(key);
      if (value === undefined || !may.has(value))
        broken.push(`I5 ${key} is ${value ?? 'gone'} instead of ${[...may].join(' or ')}`);
    }
    return broken;
  }
}
