import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Refusal } from '../../refusal.ts';
import { drawCard, drawPicture } from './card.ts';
import { clean } from './clean/clean.ts';
import { readHeader } from './header.ts';
import { inspect } from './inspect.ts';
import { makeJpeg } from './jpeg.ts';
import { drawLogo } from './logo.ts';
import { drawMarked } from './mark.ts';
import { Order, type Reply } from './messages.ts';
import { makePano } from './pano.ts';
import { render } from './render.ts';
import { drawSheet, drawSmall } from './sheet.ts';

/** The ingest process: the only one that reads strangers' bytes as pictures. It is started, told what to do, and ended by `ingest.ts`. */

lowerPriority();
process.on('disconnect', () => process.exit());
process.on('message', (message) => void obey(Order.parse(message)));
say({ is: 'ready' });

async function obey(order: Order): Promise<void> {
  try {
    say({ is: 'done', id: order.id, result: await act(order) });
  } catch (error) {
    say(replyTo(order.id, error));
  }
}

function act(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'inspect':
      return inspect(order.path, order.localZone);
    case 'weigh':
      return readHeader(order.path).then(({ bytes, whole, pano }) => ({ bytes, whole, pano: pano.bytes }));
    case 'clean':
      return clean(order.path);
    case 'jpeg':
      return makeJpeg(order.path, order.into, order.seconds);
    case 'render':
      return render(order, order.seconds);
    case 'pano':
      return makePano(order.path, order.into, order.seconds);
    case 'logo':
      return drawLogo(order.path, order.seconds);
    case 'mark':
      return drawMarked(order, order.seconds);
    case 'picture':
      return drawPicture(order.path, order.seconds);
    case 'card':
      return drawCard(order, order.seconds);
    case 'small':
      return drawSmall(order.path, order.edge, order.seconds);
    case 'sheet':
      return drawSheet(order, order.seconds);
  }
}

function replyTo(id: number, error: unknown): Reply {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof Refusal) {
    const reason = error.cause instanceof Error ? error.cause.message.slice(0, 300) : '';
    return { is: 'refused', id, code: error.code, message: error.message, facts: error.facts, reason };
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return { is: 'failed', id, message: said, ...(typeof code === 'string' && { code }) };
}

function say(reply: Reply): void {
  process.send?.(reply);
}

/** Guests come first. On Linux a priority belongs to a thread, and some of ours are running by now; later ones inherit it. */
function lowerPriority(): void {
  setPriority(19);
  if (process.platform !== 'linux') return;
  for (const thread of readdirSync('/proc/self/task')) {
    try {
      setPriority(Number(thread), 19);
    } catch {
      // It ended meanwhile.
    }
  }
}
