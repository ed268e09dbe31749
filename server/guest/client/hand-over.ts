import { dress } from './dress.ts';
import style from './hand-over.css?inline';
import { askCode } from './hand-over-code.ts';
import { element, type Words } from './page.ts';

const way =
  '<svg viewBox="0 0 88 88" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 80C14 44 34 20 74 12"/><path d="M60 6l15 6-10 12"/></svg>';

/** Offers, at the end of an open gallery, to go on in the phone's own browser. */
export function offerHandOver(root: HTMLElement, words: Words): void {
  const after = root.querySelector('.after');
  if (!after || after.querySelector('.leave')) return;
  const part = element('div', 'leave');
  const button = element('button', 'secondary', words.leave);
  button.type = 'button';
  button.addEventListener('click', () => void handOver(root, words));
  part.append(button);
  if (root.dataset.download !== 'off') part.append(element('p', 'how', words.leaveWhy));
  after.append(part);
}

let close: (() => void) | undefined;

/**
 * Puts a code for this visit into the page's own address, which is what the app hands to the browser, and shows how to
 * get there. The address is as before when the sheet is closed, when somebody comes back, and when the code has lapsed.
 */
export async function handOver(root: HTMLElement, words: Words): Promise<void> {
  close?.();
  const before = document.activeElement as HTMLElement | null;
  const asked = await askCode(root);
  const plain = location.pathname + location.search + location.hash;
  if (asked) history.replaceState(history.state, '', `${(root.dataset.self as string).split('?')[0]}#h=${asked.code}`);
  dress(style);
  const sheet = draw(words, asked !== undefined);
  document.body.append(sheet);
  const main = document.querySelector('main') as HTMLElement;
  main.setAttribute('aria-hidden', 'true');

  const shut = () => {
    if (close !== shut) return;
    close = undefined;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', back);
    if (/^#h=/.test(location.hash)) history.replaceState(history.state, '', plain);
    main.removeAttribute('aria-hidden');
    sheet.remove();
    before?.focus?.({ preventScroll: true });
  };
  let away = false;
  const back = () => {
    if (document.visibilityState === 'hidden') away = true;
    else if (away) shut();
  };
  const timer = setTimeout(shut, (asked?.seconds ?? 300) * 1000);
  close = shut;
  document.addEventListener('visibilitychange', back);
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet || (event.target as Element).closest('button')) shut();
  });
  sheet.addEventListener('keydown', (event) => {
    // There is one thing to press, so the focus stays on it.
    if (event.key === 'Tab') event.preventDefault();
    if (event.key === 'Escape') shut();
  });
  sheet.querySelector('button')?.focus();
}

/** Takes the sheet away, where one is shown. */
export function closeHandOver(): void {
  close?.();
}

function draw(words: Words, works: boolean): HTMLElement {
  const sheet = element('div', 'sheet');
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  sheet.setAttribute('aria-label', words.leave);
  const told = element('div', 'told');
  told.append(element('h2', '', words.leave));
  if (works) {
    const arrow = element('div', 'way');
    arrow.innerHTML = way;
    sheet.append(arrow);
    const steps = element('ol', '');
    steps.append(element('li', '', words.leaveMenu), element('li', '', words.leaveChoose));
    told.append(steps, element('p', '', words.leaveSame));
  } else {
    const failed = element('p', '', words.leaveFailed);
    failed.setAttribute('role', 'alert');
    told.append(failed);
  }
  const button = element('button', 'secondary', words.leaveDone);
  button.type = 'button';
  told.append(button);
  sheet.append(told);
  return sheet;
}
