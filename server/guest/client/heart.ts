import { type Around, fill } from './page.ts';
import { sayOf, toast, Unheard } from './say.ts';

/** What this phone gave a photo. */
export interface Own {
  readonly on: boolean;
  readonly line: string;
}

/** The hearts of the photos that are shown. */
export interface Hearts {
  of(id: string): Own;
  /** Gives it or takes it back, shown before the box has answered. */
  toggle(id: string): void;
  /** Gives it with this line. */
  say(id: string, line: string): void;
  /** Photos came or went, or feedback was switched on or off. */
  refresh(): void;
  /** Told when something of them is shown otherwise; one listener. */
  changed: () => void;
  /** Whether any are taken now. */
  taken(): boolean;
}

/** A fragment that was asked for before may come so long after an answer, ms. */
const lateMs = 5000;

export const heartIcon =
  '<svg class="icon heart-shape" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" aria-hidden="true"><path d="M10 16.6S2.9 12.5 2.9 7.6A3.7 3.7 0 0 1 10 6.1a3.7 3.7 0 0 1 7.1 1.5c0 4.9-7.1 9-7.1 9z"/></svg>';

/** Puts a heart on each photo; what is pressed is shown at once, and taken back where the box did not take it. */
export function startHearts(root: HTMLElement, { words, ask }: Around): Hearts {
  /** What somebody wants and the box has not answered yet. */
  const wished: Record<string, Own> = {};
  /** What it answered lately. */
  const answered: Record<string, Own & { readonly at: number }> = {};
  const sending: Record<string, boolean> = {};
  const tilesOf = (id: string) => Array.from(root.querySelectorAll<HTMLElement>(`.tile[data-id="${id}"]`));
  const taken = () => root.dataset.feedback !== undefined;

  const hearts: Hearts = {
    changed: () => undefined,
    taken,
    of: (id) => {
      const { heart, line = '' } = tilesOf(id)[0]?.dataset ?? {};
      return wished[id] ?? { on: heart !== undefined, line };
    },
    toggle: (id) => {
      const { on, line } = hearts.of(id);
      wish(id, { on: !on, line: on ? '' : line });
    },
    say: (id, line) => wish(id, { on: true, line }),
    refresh: () => {
      const now = Date.now();
      for (const tile of Array.from(root.querySelectorAll<HTMLElement>('.tile'))) {
        const last = answered[tile.dataset.id as string];
        if (last && now - last.at < lateMs) keep(tile, last);
        draw(tile);
      }
      hearts.changed();
    },
  };

  const keep = (tile: HTMLElement, { on, line }: Own) => {
    tile.toggleAttribute('data-heart', on);
    if (on && line !== '') tile.dataset.line = line;
    else delete tile.dataset.line;
  };
  const draw = (tile: HTMLElement) => {
    const shown = tile.querySelector<HTMLElement>('.heart');
    const photo = tile.querySelector<HTMLImageElement>('a.photo .thumb');
    if (!taken() || !photo) {
      shown?.remove();
      return;
    }
    const button = shown ?? document.createElement('button');
    button.setAttribute('aria-label', fill(words.likePhoto, { photo: photo.alt }));
    button.setAttribute('aria-pressed', String(hearts.of(tile.dataset.id as string).on));
    if (shown) return;
    button.className = 'heart';
    (button as HTMLButtonElement).type = 'button';
    button.innerHTML = heartIcon;
    tile.appendChild(button);
  };
  const redraw = (id: string) => {
    for (const tile of tilesOf(id)) draw(tile);
    hearts.changed();
  };
  const wish = (id: string, own: Own) => {
    wished[id] = own;
    redraw(id);
    void send(id);
  };
  /** One after the other: of two quick presses the later one counts. */
  const send = async (id: string) => {
    if (sending[id]) return;
    sending[id] = true;
    try {
      for (let own = wished[id]; own; own = wished[id]) {
        const told = await sayOf<Own>(id, 'heart', own);
        answered[id] = { ...told, at: Date.now() };
        for (const tile of tilesOf(id)) keep(tile, told);
        if (wished[id] === own) delete wished[id];
      }
    } catch (fault) {
      delete wished[id];
      const code = fault instanceof Unheard ? fault.code : '';
      toast(code === 'feedback_off' ? words.feedbackOff : navigator.onLine ? words.notKept : words.notKeptOffline);
      // The visit may be over, or the link be otherwise.
      if (code !== '') void ask();
    } finally {
      sending[id] = false;
      redraw(id);
    }
  };

  root.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('.heart');
    const id = button?.parentElement?.dataset.id;
    if (id) hearts.toggle(id);
  });
  hearts.refresh();
  return hearts;
}
