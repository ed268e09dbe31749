import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Shelf } from '../galleries/shelf.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { Kit } from '../kit.ts';
import type { LinkBook } from '../links/book.ts';
import { isSecret } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import type { Running } from '../visits/running.ts';
import type { Seen } from '../visits/seen.ts';
import { authorize } from './authorize.ts';
import type { Crowding } from './crowding.ts';
import type { Images, Sending } from './images.ts';
import type { Marks } from './marked.ts';
import { shownIn } from './pass.ts';
import type { Held } from './photo-memory.ts';
import { isStale } from './send-photo.ts';

/** The address of a photo as our pages write it, with the edition and the mark that they know. */
const form = /^\/g\/([0-9a-z]{26})\/photos\/([0-9a-f-]{36})\/(thumb|screen)(?:\?e=(\d+)(?:&m=([0-9a-f]+))?)?$/;

interface Rooms {
  readonly book: LinkBook;
  readonly shelf: Shelf;
  readonly running: Running;
  readonly seen: Seen;
  readonly images: Images;
  readonly marks: Marks;
  readonly crowding: Pick<Crowding, 'watch'>;
}

/** Answers a request for a photo or a stream and tells `answered`, or leaves it to `otherwise`: one of the two, once. */
export type QuickAnswer = (
  req: IncomingMessage,
  res: ServerResponse,
  told: { readonly answered: (what: 'guestImage' | 'live') => void; readonly otherwise: () => void },
) => void;

/**
 * Most that a hall of phones asks for are photos that were just sent to others. Those are answered here, for a third of
 * the work, by the same `authorize` as everywhere. Only a plain yes is said: whatever is not clear (no visit, an old
 * edition, a range, a file that is gone) is left to the routes, which know every no.
 */
export function quickPhotos(
  kit: Pick<Kit, 'keys' | 'clock'>,
  { book, shelf, running, seen, images, marks, crowding }: Rooms,
  headers: Readonly<Record<string, string>>,
): QuickAnswer {
  const common = Object.entries(headers).flat();
  const allowed = ({ headers: told, method, url = '' }: IncomingMessage) => {
    if (method !== 'GET' || told['if-none-match'] !== undefined || told.range !== undefined) return undefined;
    const [, token = '', photoId, named, e, m] = form.exec(url) ?? [];
    const link = book.known(token);
    const photo = link && photoIn(shelf, link, photoId);
    if (!link || !photo) return undefined;
    const mark = marks.of(link);
    if (isStale({ e, m }, photo, mark)) return undefined;
    const size = named as 'thumb' | 'screen';
    const visit = shownIn(kit.keys, running, { headers: told, query: {} }, link)?.visit;
    if (!visit || authorize(visit, link, photo, size, kit.clock.now())) return undefined;
    const marked = mark && marks.named(photo, size, mark);
    return { visitId: visit.id, sending: { photo, size, secret: isSecret(link), stale: false, marked } };
  };

  const told = new WeakMap<Held, { readonly secret: boolean; readonly lines: string[] }>();
  /** The headers as Node takes them fastest, made once for all who get the same bytes. */
  const linesOf = (sending: Sending & { size: 'thumb' | 'screen' }, held: Held): string[] => {
    const known = told.get(held);
    if (known?.secret === sending.secret) return known.lines;
    const lines = [...common, ...Object.entries(images.headers(sending, held.bytes.length)).flat().map(String)];
    told.set(held, { secret: sending.secret, lines });
    return lines;
  };

  return (req, res, { answered, otherwise }) => {
    const began = kit.clock.monotonic();
    const answer = ({ visitId, sending }: NonNullable<ReturnType<typeof allowed>>, held: Held) => {
      running.seen(visitId);
      // A thumb is seen of all; what somebody looked at has its own size.
      if (sending.size === 'screen') seen.note(visitId, sending.photo.id, sending.photo.edition);
      if (sending.size === 'thumb') crowding.watch(req, res, visitId, began);
      res.writeHead(200, linesOf(sending, held));
      images.end(res, held);
      answered('guestImage');
    };
    const before = attempt(() => allowed(req));
    if (!before) return otherwise();
    const held = images.held(before.sending);
    if (held) return answer(before, held);
    // A marked copy may still have to be made.
    if (before.sending.marked) return otherwise();
    images.read(before.sending).then((read) => {
      if (!read) return otherwise();
      // While it was read, the link may have been revoked or the photo replaced.
      const now = attempt(() => allowed(req));
      try {
        if (now && now.sending.photo.hash === before.sending.photo.hash) answer(now, read);
        else otherwise();
      } finally {
        images.release(read);
      }
    }, otherwise);
  };
}

/** What goes wrong here goes wrong once more in the routes, where it is told. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Links may lead to hundreds of photos, and each of those is asked for by many. */
const byId = new WeakMap<readonly ShownPhoto[], ReadonlyMap<string, ShownPhoto>>();

function photoIn(shelf: Shelf, link: StoredLink, photoId = ''): ShownPhoto | undefined {
  for (const id of link.galleryIds) {
    const photos = shelf.known(id)?.photos;
    if (!photos) continue;
    const known = byId.get(photos) ?? new Map(photos.map((photo) => [photo.id, photo]));
    byId.set(photos, known);
    const photo = known.get(photoId);
    if (photo) return photo;
  }
  return undefined;
}
