import type { Shared } from '../http/compressed.ts';
import { galleryFragment } from './gallery-page.ts';
import type { Frame, GalleryModel } from './models.ts';

/** So many are kept: one a link and language, while a hall asks for what is new. */
const most = 32;
const minuteMs = 60_000;

/**
 * Draws galleries for open pages, once for all phones that are to be shown the same: when something changes, a hall of
 * them asks within seconds. What is drawn is kept under all that it is drawn from, so it can be nobody else's. A visit
 * that counts down has its own, which is not kept.
 */
export function makeDrawn(): (frame: Frame, model: GalleryModel) => Shared {
  const kept = new Map<string, Shared>();
  return (exact, model) => {
    if (model.endsAt !== null) return { text: galleryFragment(exact, model) };
    // Words of it are of days and minutes; the nonce is the whole page's.
    const frame = { ...exact, now: Math.floor(exact.now / minuteMs) * minuteMs, cspNonce: '' };
    const key = JSON.stringify([frame, model]);
    const known = kept.get(key);
    if (known) return known;
    const drawn = { text: galleryFragment(frame, model) };
    kept.set(key, drawn);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return drawn;
  };
}
