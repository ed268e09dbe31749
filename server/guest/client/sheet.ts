import { newSheet } from './one-sheet.ts';
import { element, type Words } from './page.ts';

/** One thing to fill in. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly most: number;
  readonly value?: string;
  readonly lines?: number;
  readonly autocomplete?: AutoFill;
}

export interface Asking {
  readonly heading: string;
  readonly help: string;
  readonly fields: readonly Field[];
  readonly yes: string;
}

/** Asks for something in a sheet above the large photo. `act` gives a sentence where it came to nothing; else the sheet closes. */
export function openSheet(
  within: HTMLElement,
  { heading, help, fields, yes }: Asking,
  words: Words,
  act: (values: Record<string, string>) => Promise<string | undefined>,
): void {
  const cover = element('div', 'asks-cover');
  const shut = newSheet(() => cover.remove());
  const form = element('form', 'asks-sheet');
  const state = element('p', 'state');
  cover.setAttribute('role', 'dialog');
  cover.setAttribute('aria-modal', 'true');
  cover.setAttribute('aria-label', heading);
  state.setAttribute('role', 'alert');
  form.append(element('h2', '', heading), element('p', 'help', help));
  const inputs = fields.map(({ name, label, most, value = '', lines = 1, autocomplete = 'off' }) => {
    const wrap = element('label', '');
    const input = element(lines > 1 ? 'textarea' : 'input', '');
    if (input instanceof HTMLTextAreaElement) input.rows = lines;
    Object.assign(input, { name, value, maxLength: most, autocomplete });
    wrap.append(element('span', '', label), input);
    form.append(wrap);
    return input;
  });
  const acts = element('div', 'acts');
  const [no, send] = [element('button', 'no', words.cancel), element('button', 'yes', yes)];
  no.type = 'button';
  acts.append(no, send);
  form.append(state, acts);
  cover.append(form);
  within.append(cover);

  no.addEventListener('click', shut);
  cover.addEventListener('click', (event) => event.target === cover && shut());
  cover.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      // It closes one thing, not the photo behind it too.
      event.stopPropagation();
      shut();
    }
    if (event.key !== 'Tab') return;
    const [first, last] = event.shiftKey ? [send, inputs[0] ?? no] : [inputs[0] ?? no, send];
    if (document.activeElement !== last) return;
    event.preventDefault();
    first.focus();
  });
  let sending = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    state.textContent = '';
    send.setAttribute('aria-disabled', 'true');
    const values = Object.fromEntries(inputs.map(({ name, value }) => [name, value.trim()]));
    void act(values).then((problem) => {
      sending = false;
      send.removeAttribute('aria-disabled');
      if (problem === undefined) shut();
      else state.textContent = problem;
    });
  });
  (inputs[0] ?? send).focus();
}
