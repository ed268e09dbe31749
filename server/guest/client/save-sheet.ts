import { dress } from './dress.ts';
import { newSheet } from './one-sheet.ts';
import { element, fill, type Words } from './page.ts';
import style from './save-sheet.css?inline';
import { say } from './save-words.ts';

export interface Act {
  readonly key: string;
  readonly label: string;
  readonly primary?: boolean;
  /** A plain download, which leaves the sheet as it is. */
  readonly href?: string;
}

/** What there is to say, and to press. */
export interface Question {
  readonly text: string;
  readonly help?: string;
  /** Something went wrong. */
  readonly alarm?: boolean;
  readonly acts: readonly Act[];
  /** Called within the press itself of the first act. */
  readonly within?: () => void;
}

export interface Progress {
  readonly text: string;
  readonly help?: string;
  readonly done: number;
  readonly of: number;
  /** Links beside the way to stop it. */
  readonly acts?: readonly Act[];
}

/** A sheet that says how far saving is, above the page or the large photo. */
export interface SaveSheet {
  readonly closed: boolean;
  show(progress: Progress): void;
  /** Which act was pressed; undefined where the sheet was closed. */
  ask(question: Question): Promise<string | undefined>;
  close(): void;
}

/** Opens it. `stopped` is called once it is gone, whoever closed it. */
export function openSaveSheet(words: Words, heading: string, stopped: () => void): SaveSheet {
  dress(style);
  const cover = element('div', 'save-cover');
  const sheet = element('div', 'save-sheet');
  const bar = element('progress', '');
  const count = element('p', 'tally');
  const state = element('p', 'now');
  const help = element('p', 'more');
  const acts = element('div', 'acts');
  const cancel = element('button', 'no');
  let answer: ((key: string | undefined) => void) | undefined;
  let closed = false;

  cover.setAttribute('role', 'dialog');
  cover.setAttribute('aria-modal', 'true');
  cover.setAttribute('aria-label', heading);
  state.setAttribute('role', 'status');
  bar.setAttribute('aria-label', heading);
  cancel.type = 'button';
  sheet.tabIndex = -1;
  sheet.append(element('h2', '', heading), state, bar, count, help, acts);
  cover.append(sheet);
  (document.querySelector('.pswp') ?? document.body).append(cover);
  const shut = newSheet(() => {
    closed = true;
    cover.remove();
    stopped();
    answer?.(undefined);
  });
  sheet.focus({ preventScroll: true });

  const pressable = () => Array.from(acts.querySelectorAll<HTMLElement>('button, a'));
  cancel.addEventListener('click', shut);
  cover.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      // It closes one thing, not the photo behind it too.
      event.stopPropagation();
      shut();
    }
    if (event.key !== 'Tab') return;
    const all = pressable();
    const [first, last] = event.shiftKey ? [all[all.length - 1], all[0]] : [all[0], all[all.length - 1]];
    if (document.activeElement !== last && document.activeElement !== sheet) return;
    event.preventDefault();
    first?.focus();
  });

  const draw = (text: string, helpText: string, alarm: boolean) => {
    // Not told anew where only the count went on.
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle('alarm', alarm);
    help.textContent = helpText;
  };
  return {
    get closed() {
      return closed;
    },
    show({ text, help = '', done, of, acts: offered = [] }) {
      draw(text, help, false);
      bar.hidden = false;
      bar.max = of;
      bar.value = done;
      count.textContent = fill(say.countOf, { i: done, n: of });
      if (cancel.isConnected && cancel.textContent === words.cancel) return;
      cancel.textContent = words.cancel;
      acts.textContent = '';
      acts.append(...offered.map((act) => drawAct(act)), cancel);
    },
    ask({ text, help = '', alarm = false, acts: offered, within }) {
      if (closed) return Promise.resolve(undefined);
      draw(text, help, alarm);
      bar.hidden = true;
      count.textContent = '';
      acts.textContent = '';
      return new Promise((resolve) => {
        answer = resolve;
        const made = offered.map((act, at) =>
          drawAct(act, () => {
            if (at === 0) within?.();
            resolve(act.key);
          }),
        );
        // Where what is offered ends it anyway, nothing else has to.
        cancel.textContent = offered.some(({ key }) => key === 'done') ? '' : words.close;
        acts.append(...made, ...(cancel.textContent ? [cancel] : []));
        pressable()[0]?.focus({ preventScroll: true });
      });
    },
    close: shut,
  };
}

function drawAct({ label, primary, href }: Act, press?: () => void): HTMLElement {
  const act = href === undefined ? element('button', '', label) : element('a', '', label);
  act.className = primary ? 'yes' : 'no';
  if (act instanceof HTMLAnchorElement) {
    act.href = href as string;
    act.download = '';
  } else {
    act.type = 'button';
    if (press) act.addEventListener('click', press);
  }
  return act;
}
