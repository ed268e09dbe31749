import { timeLeft } from '../countdown.ts';
import { element, type Words } from '../page.ts';

/** What is drawn around the sphere. */
export interface Frame {
  readonly root: HTMLElement;
  /** What is turned: hears fingers and keys. */
  readonly stage: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly title: HTMLElement;
  readonly close: HTMLButtonElement;
  /** Hidden until it is known that this phone tells how it is held. */
  readonly tilt: HTMLButtonElement;
  /** Says something above the lower edge; `again`: with a button that tries it once more. */
  say(text: string, again?: () => void): void;
  /** Says something that is gone in a few seconds. */
  remark(text: string): void;
  /** How to look around, until somebody does. */
  hint(): void;
  moved(): void;
}

const icon = (paths: string) =>
  `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${paths}</svg>`;
const backIcon = icon('<path d="M14.8 4.5L7 12l7.8 7.5"/>');
const tiltIcon = icon(
  '<rect x="8" y="5" width="8" height="14" rx="1.6"/><path d="M4 9c-1.6 2-1.6 4 0 6M20 9c1.6 2 1.6 4 0 6"/>',
);
const handIcon = icon('<path d="M3 12h18M6.5 8.5L3 12l3.5 3.5M17.5 8.5L21 12l-3.5 3.5"/>');

let hinted = false;

/** `left`: the time that is left, where the visit has a length; `rooms`: where the others stand. */
export function drawFrame(words: Words, left: string | undefined, rooms: HTMLElement): Frame {
  const root = element('div', 'pano');
  const stage = element('div', 'pano-stage');
  const canvas = element('canvas', '');
  const bar = element('div', 'pano-bar');
  const [close, tilt] = [element('button', 'pano-close'), element('button', 'pano-tilt')];
  const title = element('p', 'pano-title');
  const foot = element('div', 'pano-foot');
  const state = element('p', 'pano-state');
  const hint = element('p', 'pano-hint');

  root.setAttribute('role', 'dialog');
  root.setAttribute('aria-modal', 'true');
  root.setAttribute('aria-label', words.panorama);
  // Arrow keys belong to it, also where a screen reader would take them for itself.
  stage.setAttribute('role', 'application');
  stage.setAttribute('aria-label', words.panoramaKeys);
  stage.tabIndex = 0;
  close.type = 'button';
  close.title = words.panoramaClose;
  close.setAttribute('aria-label', words.panoramaClose);
  close.innerHTML = backIcon;
  tilt.type = 'button';
  tilt.innerHTML = tiltIcon;
  tilt.append(element('span', '', words.tilt));
  tilt.hidden = true;
  tilt.setAttribute('aria-pressed', 'false');
  title.setAttribute('aria-live', 'polite');
  state.setAttribute('role', 'status');
  hint.hidden = true;
  hint.innerHTML = handIcon;
  hint.append(element('span', '', words.panoramaHint));
  bar.append(close, title);
  if (left !== undefined) {
    const time = element('div', 'pano-left', left);
    time.setAttribute(timeLeft, '');
    time.setAttribute('role', 'timer');
    bar.append(time);
  }
  bar.append(tilt);
  foot.append(hint, state, rooms);
  stage.append(canvas);
  root.append(stage, bar, foot);

  let going: ReturnType<typeof setTimeout> | undefined;
  return {
    root,
    stage,
    canvas,
    title,
    close,
    tilt,
    say(text, again) {
      state.textContent = text;
      if (!again) return;
      const button = element('button', '', words.again);
      button.type = 'button';
      button.addEventListener('click', again);
      state.append(button);
    },
    remark(text) {
      state.textContent = text;
      setTimeout(() => {
        if (state.textContent === text) state.textContent = '';
      }, 5000);
    },
    hint() {
      if (hinted) return;
      hinted = true;
      hint.hidden = false;
      going = setTimeout(() => hint.classList.add('gone'), 5000);
    },
    moved() {
      if (hint.hidden) return;
      clearTimeout(going);
      hint.classList.add('gone');
    },
  };
}
