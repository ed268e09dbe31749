import { type Around, element, fill } from './page.ts';

/** Marks what shows the time that is left: the page's head, and the viewer's, which covers it. */
export const timeLeft = 'data-left';

/**
 * Counts down to the end of a visit that has a length, says when its last minute begins, and asks the box when it is over.
 * Gives how to stop; does nothing where the page names no end.
 */
export function startCountdown(root: HTMLElement, { words, ask }: Around): () => void {
  const line = root.querySelector<HTMLElement>('.ends');
  if (!line) return () => undefined;
  const end = Date.now() + Number(line.dataset.endsIn);
  const said = element('p', 'spoken');
  said.setAttribute('role', 'status');
  line.after(said);
  line.textContent = '';
  line.append(...around(words.left));
  let askedAt = 0;
  const tick = () => {
    const left = end - Date.now();
    for (const place of Array.from(document.querySelectorAll(`[${timeLeft}]`))) place.textContent = clock(left);
    if (left <= 60_000 && said.textContent === '') said.textContent = words.lastMinute;
    if (left > 0 || Date.now() - askedAt < 5000 || document.visibilityState !== 'visible') return;
    askedAt = Date.now();
    void ask();
  };
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

/** Words with a place for the time in them. */
function around(text: string): Node[] {
  const time = element('span', 'figure');
  time.setAttribute(timeLeft, '');
  const [before = '', after = ''] = fill(text, { time: '|' }).split('|');
  return [document.createTextNode(before), time, document.createTextNode(after)];
}

/** 04:23:10, or 23:10 in the last hour; nothing less than nothing. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const figures = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (figures[0] === 0 ? figures.slice(1) : figures).map((figure) => String(figure).padStart(2, '0')).join(':');
}
