import { type Around, element, fill } from './page.ts';

/** Marks what shows the time that is left: the bar at the foot of the page, and the viewer's head, which covers it. */
export const timeLeft = 'data-left';

const lastMs = 60_000;

/** The time that is left of a visit that has a length. */
export interface Countdown {
  /** The box may have told another end. */
  refresh(): void;
  stop(): void;
}

/**
 * Counts down to the end of a visit, says when its last minute begins, and covers the photos when it is over: at once, since
 * the box may be out of reach, which is asked until it answers. `over` is told then. Does nothing where the page names no end.
 */
export function startCountdown(root: HTMLElement, { words, ask }: Around, over: () => void): Countdown {
  let line: HTMLElement | null = null;
  let bar: HTMLElement | undefined;
  let label: Node | undefined;
  let said: HTMLElement | undefined;
  let told = '';
  let end = 0;
  let lasts = 1;
  let askedAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const draw = (shown: HTMLElement) => {
    bar = element('span', 'line');
    said = element('p', 'spoken');
    said.setAttribute('role', 'status');
    shown.after(said);
    const parts = withTime(words.left);
    label = parts[0];
    (shown.querySelector('span') as HTMLElement).replaceWith(bar, ...parts);
  };
  const tick = () => {
    if (!line || !bar || !said) return;
    const left = end - Date.now();
    const soon = left <= lastMs;
    for (const place of Array.from(document.querySelectorAll(`[${timeLeft}]`))) {
      place.textContent = clock(left);
      place.classList.toggle('soon', soon);
    }
    bar.style.transform = `scaleX(${Math.max(0, Math.min(1, left / lasts))})`;
    if (soon && said.textContent === '') said.textContent = words.lastMinute;
    if (left > 0) return;
    if (!root.classList.contains('over')) {
      root.classList.add('over');
      said.textContent = words.over;
      if (label) label.textContent = words.over;
      over();
    }
    if (Date.now() - askedAt < 5000 || document.visibilityState !== 'visible') return;
    askedAt = Date.now();
    void ask();
  };
  const refresh = () => {
    const shown = root.querySelector<HTMLElement>('.ends');
    const { endsIn = '', lasts: whole = '' } = shown?.dataset ?? {};
    if (shown === line && endsIn === told) return;
    told = endsIn;
    if (shown !== line) {
      said?.remove();
      clearInterval(timer);
      line = shown;
      if (!shown) return;
      draw(shown);
      timer = setInterval(tick, 1000);
    }
    end = Date.now() + Number(endsIn);
    lasts = Number(whole) || 1;
    tick();
  };
  refresh();
  return { refresh, stop: () => clearInterval(timer) };
}

/** Words with a place for the time in them. */
function withTime(text: string): Node[] {
  const time = element('span', 'figure');
  time.setAttribute(timeLeft, '');
  const [before = '', after = ''] = fill(text, { time: '|' }).split('|');
  return [element('span', '', before.trim()), time, ...(after === '' ? [] : [element('span', '', after.trim())])];
}

/** 04:23:10, or 23:10 in the last hour; nothing less than nothing. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const figures = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (figures[0] === 0 ? figures.slice(1) : figures).map((figure) => String(figure).padStart(2, '0')).join(':');
}
