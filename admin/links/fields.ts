import { css, html, nothing, type TemplateResult } from 'lit';

export interface NumberField {
  readonly name: string;
  readonly label: string;
  /** As typed. */
  readonly value: string;
  readonly unit: string;
  readonly placeholder?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly typed: (value: string) => void;
}

/** A field for a whole number with its unit inside; its label is for screen readers alone. */
export function numberField({
  name,
  label,
  value,
  unit,
  placeholder,
  error,
  disabled,
  typed,
}: NumberField): TemplateResult {
  return html`<span class="number"><input name=${name} inputmode="numeric" autocomplete="off" aria-label=${label} .value=${value}
    placeholder=${placeholder ?? nothing} ?disabled=${disabled} aria-invalid=${error === undefined ? 'false' : 'true'}
    aria-describedby=${error === undefined ? nothing : `${name}-told`}
    @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)} /><span aria-hidden="true">${unit}</span></span>`;
}

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  readonly placeholder?: string | undefined;
  readonly error?: string | undefined;
  readonly typed: (value: string) => void;
}

/** A field for a line of text that may stay empty, its label above and help or what is wrong beneath. */
export function textField({ name, label, value, help, placeholder, error, typed }: TextField): TemplateResult {
  const told = error ?? help;
  return html`<label class="text"><span>${label}</span><input class="text" name=${name} autocomplete="off" autocapitalize="off" spellcheck="false"
    .value=${value} placeholder=${placeholder ?? nothing} aria-invalid=${error === undefined ? 'false' : 'true'} aria-describedby=${told === undefined ? nothing : `${name}-told`}
    @input=${(event: InputEvent) => typed((event.target as HTMLInputElement).value)} />${
      told === undefined
        ? nothing
        : html`<span id="${name}-told" class=${error === undefined ? 'small' : 'told'}>${told}</span>`
    }</label>`;
}

/** The whole number that was typed, with or without commas; undefined where it is none between the two. */
export function wholeNumber(typed: string, least: number, most: number): number | undefined {
  const plain = typed.normalize('NFKC').replace(/[\s,，]/g, '');
  if (!/^\d{1,9}$/.test(plain)) return undefined;
  const value = Number(plain);
  return value >= least && value <= most ? value : undefined;
}

export const numberStyle = css`
  .number { position: relative; display: block; }
  .number input, input.text, input:is([type='date'], [type='datetime-local']) { width: 100%; height: 44px; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; font-variant-numeric: tabular-nums; appearance: none; }
  .number input { padding-right: 52px; }
  .number > span { position: absolute; inset: 0 12px 0 auto; display: grid; align-items: center; color: var(--ink2); pointer-events: none; }
  :is(.number input, input.text, input:is([type='date'], [type='datetime-local'])):focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
  :is(.number input, input.text, input:is([type='date'], [type='datetime-local']))[aria-invalid='true'] { border-color: var(--dead); outline-color: var(--dead); box-shadow: inset 0 0 0 1px var(--dead); }
  .number input:placeholder-shown { padding-right: 12px; }
  .number input:placeholder-shown + span { display: none; }
  .number input:disabled { background: var(--fill); color: var(--ink2); }
  input::placeholder { color: var(--ink3); opacity: 1; }
  label.text { display: grid; gap: 8px; align-content: start; }
  label.text > span:first-child { font-weight: 500; }
  .told { color: var(--dead); font-size: 13px; line-height: 20px; }
  @media (max-width: 599px) { .number input, input.text, input:is([type='date'], [type='datetime-local']) { height: 52px; font-size: 17px; } }
`;
