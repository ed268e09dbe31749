import style from './crowd.css?inline';
import { dress } from './dress.ts';
import { askCode } from './hand-over-code.ts';
import { element, type Words } from './page.ts';

const cross =
  '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"/></svg>';

/** What says on a crowded Wi-Fi where photos come faster. */
export interface Note {
  /** `elsewhere`: the box's public address; empty where there is nothing to say. */
  show(elsewhere: string): void;
  stop(): void;
}

/** Somebody who put it away is not told again, as long as the page is there. */
let away = false;

/** Nothing is shown before `show`. */
export function drawNote(root: HTMLElement, words: Words): Note {
  let shown: HTMLElement | undefined;
  let origin = '';
  let lapse: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(lapse);
    shown?.remove();
    shown = undefined;
    origin = '';
  };
  const draw = (what: HTMLElement) => {
    const place = shown?.querySelector('.what');
    place?.parentElement?.replaceChild(what, place);
  };
  const begin = () => {
    const button = element('button', 'secondary', words.crowdHow);
    button.type = 'button';
    button.addEventListener('click', () => void how(button));
    draw(said(words.crowd, button));
  };
  /** The visit goes along; the way is there once the phone is off this Wi-Fi. */
  const how = async (button: HTMLButtonElement) => {
    button.disabled = true;
    const asked = await askCode(root);
    if (!shown) return;
    if (!asked) {
      begin();
      draw(said(words.leaveFailed));
      return;
    }
    const link = element('a', '', words.crowdGo);
    link.href = `${origin}${(root.dataset.self as string).split('?')[0]}#h=${asked.code}`;
    draw(said(words.crowdFirst, link));
    link.focus();
    clearTimeout(lapse);
    lapse = setTimeout(begin, asked.seconds * 1000);
  };

  return {
    show: (elsewhere) => {
      if (elsewhere === origin || away) return;
      stop();
      origin = elsewhere;
      if (elsewhere === '') return;
      dress(style);
      shown = element('div', 'crowded');
      const shut = element('button', 'shut');
      shut.type = 'button';
      shut.setAttribute('aria-label', words.close);
      shut.innerHTML = cross;
      shut.addEventListener('click', () => {
        away = true;
        stop();
      });
      shown.append(element('div', 'what'), shut);
      root.querySelector('.news')?.append(shown);
      begin();
    },
    stop,
  };
}

function said(text: string, act?: HTMLElement): HTMLElement {
  const what = element('div', 'what');
  const line = element('p', '', text);
  line.setAttribute('role', 'status');
  what.append(line);
  if (act) what.append(act);
  return what;
}
