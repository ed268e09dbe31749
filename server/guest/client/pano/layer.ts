import { bandOf } from '#sphere/sphere.ts';
import { dress } from '../dress.ts';
import type { Item } from '../items.ts';
import type { Words } from '../page.ts';
import { startFingers } from './fingers.ts';
import { drawFrame } from './frame.ts';
import { startLook } from './look.ts';
import panoStyle from './pano.css?inline';
import { fetchPicture, isQuick, loadImage, type Picture } from './pictures.ts';
import { drawRooms, nameOf } from './rooms.ts';
import { type Sphere, sphereOn } from './sphere.ts';
import { startTilt } from './tilt.ts';

/** What the layer asks of the viewer that it lies on. */
export interface Ground {
  readonly host: HTMLElement;
  readonly words: Words;
  /** The time that is left, where the visit has a length. */
  readonly left: string | undefined;
  /** The panoramas of the chapter as it is now, in order. */
  rooms(): readonly Item[];
  /** Another panorama is shown: it is to lie behind. */
  went(room: Item): void;
  /** A picture did not come: the visit may be over. */
  lost(): void;
  leave(): void;
  /** Nothing can be drawn any more. */
  broke(): void;
}

/** An open panorama. */
export interface Layer {
  readonly shown: Item;
  /** After the list of photos may have changed. */
  refresh(): void;
  key(event: KeyboardEvent): void;
  drop(): void;
}

const arrows: Record<string, [yaw: number, pitch: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const zooms: Record<string, number> = { '+': 0.8, '=': 0.8, '-': 1.25, _: 1.25 };
const step = Math.PI / 12;

/**
 * Lies over the large photo once its picture can be drawn around: soft from what the page has already, then sharp. Rejects
 * where that picture does not come, or this browser can draw none; undefined where it is wanted no more by then.
 */
export async function openLayer(first: Item, ground: Ground, signal: AbortSignal): Promise<Layer | undefined> {
  const { words } = ground;
  const rooms = drawRooms(words, (room) => go(room));
  const frame = drawFrame(words, ground.left, rooms.element);
  const { root, stage, canvas } = frame;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let sphere: Sphere | undefined;
  let shown = first;
  let coming = new AbortController();
  let sharp = false;
  let dropped = false;
  let broken: ReturnType<typeof setTimeout> | undefined;

  const look = startLook(() => ({ width: stage.clientWidth, height: stage.clientHeight }), calm);
  let frameId = 0;
  let drawnAt = 0;
  /** Device pixels to one of the page, and how many drawings in a row were late. */
  let scale = Math.min(2, window.devicePixelRatio || 1);
  let late = 0;
  const draw = (now: number) => {
    frameId = 0;
    const took = drawnAt === 0 ? 16 : now - drawnAt;
    const on = look.step(Math.min(200, took));
    sphere?.draw(look.view);
    drawnAt = on ? now : 0;
    late = took > 45 ? late + 1 : 0;
    // Weak graphics draw fewer pixels rather than fewer pictures.
    if (late > 5 && scale > 0.8) {
      late = 0;
      scale *= 0.7;
      fit();
    }
    if (on) moved();
  };
  const moved = () => {
    frameId = frameId || requestAnimationFrame(draw);
  };
  const fit = () => {
    canvas.width = Math.round(stage.clientWidth * scale);
    canvas.height = Math.round(stage.clientHeight * scale);
    look.fit();
    // What was drawn went with the size.
    sphere?.draw(look.view);
  };

  /** Smaller ones do where there is little memory: a phone that kills the page shows nothing at all. */
  let widest = 0;
  const make = () => {
    sphere = sphereOn(canvas);
    const { deviceMemory = 4 } = navigator as { deviceMemory?: number };
    if (sphere) widest = Math.min(sphere.widest, deviceMemory <= 2 ? 4096 : 8192);
  };
  const put = ({ source, width, height, drop }: Picture, fresh: boolean) => {
    try {
      sphere?.show(source, width, height);
    } finally {
      drop();
    }
    if (fresh) look.begin(bandOf(width, height));
    moved();
  };
  const sharpen = async (room: Item, own: AbortSignal) => {
    const address = room.pano as string;
    const began = performance.now();
    const slow = setTimeout(() => frame.say(words.sharper), 700);
    try {
      for (;;) {
        const picture = await fetchPicture(address, widest, own);
        if (own.aborted) return picture.drop();
        try {
          put(picture, false);
          break;
        } catch (fault) {
          // As wide as these graphics say they take, but with no room left: half of it is still sharper than what is shown.
          widest /= 2;
          if (widest < 2048) throw fault;
        }
      }
      sharp = true;
      frame.say('');
      const all = ground.rooms();
      const next = all[all.findIndex(({ id }) => id === room.id) + 1];
      if (next?.pano && isQuick(performance.now() - began))
        fetch(next.pano, { signal: own })
          .then((answer) => answer.blob())
          .catch(() => undefined);
    } catch {
      if (own.aborted) return;
      frame.say(words.notSharper, () => void show(room, false));
      ground.lost();
    } finally {
      clearTimeout(slow);
    }
  };
  /** `fresh`: looks ahead again, as one does who comes in. */
  const show = async (room: Item, fresh: boolean) => {
    coming.abort();
    coming = new AbortController();
    const own = coming.signal;
    sharp = false;
    frame.say('');
    if (fresh) {
      const soft = await loadImage(room.src);
      if (own.aborted) return;
      put(soft, true);
    }
    void sharpen(room, own);
  };
  const name = () => {
    const all = ground.rooms();
    rooms.mark(all, shown);
    const { title, caption } = shown.element.dataset;
    const text =
      all.length > 1
        ? nameOf(
            shown,
            Math.max(
              0,
              all.findIndex(({ id }) => id === shown.id),
            ),
            words,
          )
        : title || caption;
    if (frame.title.textContent !== (text ?? '')) frame.title.textContent = text ?? '';
  };
  const go = (room: Item) => {
    if (room.id === shown.id) return;
    shown = room;
    name();
    ground.went(room);
    stage.classList.add('coming');
    const arrived = () => stage.classList.remove('coming');
    const failed = () => {
      if (shown !== room) return;
      frame.say(words.notSharper, () => {
        frame.say('');
        void show(room, true).then(arrived, failed);
      });
      ground.lost();
    };
    void show(room, true).then(() => shown === room && arrived(), failed);
  };

  const stopFingers = startFingers(stage, look, () => {
    frame.moved();
    moved();
  });
  const tilt = startTilt(look, moved, () => {
    frame.tilt.hidden = false;
  });
  frame.tilt.addEventListener('click', async () => {
    const allowed = await tilt.toggle();
    frame.tilt.setAttribute('aria-pressed', String(tilt.on));
    frame.moved();
    if (!allowed) frame.remark(words.tiltRefused);
  });
  frame.close.addEventListener('click', () => ground.leave());
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    if (!dropped) broken = setTimeout(ground.broke, 3000);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(broken);
    if (dropped) return;
    make();
    if (sphere) show(shown, true).catch(ground.broke);
    else ground.broke();
  });
  const online = () => {
    if (!sharp) void show(shown, false);
  };

  const drop = () => {
    dropped = true;
    coming.abort();
    cancelAnimationFrame(frameId);
    clearTimeout(broken);
    stopFingers();
    tilt.stop();
    window.removeEventListener('resize', fit);
    window.removeEventListener('online', online);
    root.remove();
    sphere?.drop();
    sphere = undefined;
  };

  dress(panoStyle);
  ground.host.append(root);
  try {
    make();
    if (!sphere) throw new Error('no graphics');
    fit();
    await show(first, true);
  } catch (fault) {
    drop();
    throw fault;
  }
  if (signal.aborted) {
    drop();
    return undefined;
  }
  name();
  window.addEventListener('resize', fit);
  window.addEventListener('online', online);
  root.classList.add('on');
  stage.focus({ preventScroll: true });
  frame.hint();

  const cycle = (event: KeyboardEvent) => {
    const parts = Array.from(root.querySelectorAll<HTMLElement>('button, [tabindex]')).filter(
      ({ offsetParent }) => offsetParent !== null,
    );
    const at = parts.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    parts[(at + (event.shiftKey ? parts.length - 1 : 1)) % parts.length]?.focus();
  };
  return {
    get shown() {
      return shown;
    },
    refresh() {
      shown = ground.rooms().find(({ id }) => id === shown.id) ?? shown;
      name();
    },
    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const [arrow, zoom] = [arrows[event.key], zooms[event.key]];
      if (event.key === 'Escape') ground.leave();
      else if (event.key === 'Tab') return cycle(event);
      else if (arrow) look.turn(arrow[0] * step, arrow[1] * step);
      else if (zoom) look.zoom(zoom);
      else return;
      event.preventDefault();
      frame.moved();
      moved();
    },
    drop,
  };
}
