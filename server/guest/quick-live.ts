import type { Kit } from '../kit.ts';
import type { LinkBook } from '../links/book.ts';
import type { Running } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import type { Live } from './live.ts';
import { shownIn } from './pass.ts';
import type { QuickAnswer } from './quick-photos.ts';

/** The address of a stream as our pages write it, for phones without cookies with their pass. */
const form = /^\/g\/([0-9a-z]{26})\/live(?:\?p=([\w.-]+))?$/;

interface Rooms {
  readonly book: LinkBook;
  readonly running: Running;
  readonly live: Live;
}

/**
 * A hall of phones listens for hours, and what its requests leave behind on the way through the rooms would stay as long:
 * twice what a stream itself takes. As with photos only a plain yes is said here, by the same `authorize` as everywhere;
 * the routes know every no. `headers`: those of the guest door.
 */
export function quickLive(
  kit: Pick<Kit, 'keys' | 'clock'>,
  { book, running, live }: Rooms,
  headers: Readonly<Record<string, string>>,
): QuickAnswer {
  const lines = Object.entries({ ...headers, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" });
  const common = lines.flat();
  return (req, res, { answered, otherwise }) => {
    const [, token = '', p] = (req.method === 'GET' && form.exec(req.url ?? '')) || [];
    const link = book.known(token);
    if (!link || live.full()) return otherwise();
    const visit = shownIn(kit.keys, running, { headers: req.headers, query: { p } }, link)?.visit;
    if (!visit || authorize(visit, link, undefined, 'live', kit.clock.now())) return otherwise();
    live.join(req, res, token, visit.id, common).then(
      () => answered('live'),
      () => (res.headersSent ? res.destroy() : otherwise()),
    );
  };
}
