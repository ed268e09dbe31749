import { css, html, nothing, type TemplateResult } from 'lit';

interface Input {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'datetime-local' | 'number';
  readonly lines?: boolean;
  readonly most?: number;
  readonly input?: (value: string) => void;
}

/** A labelled input of a form that is not all asked for, of one line or of several. */
export function textInput({
  name,
  label,
  value,
  help,
  error,
  type = 'text',
  lines = false,
  most,
  input,
}: Input): TemplateResult {
  const told = error ?? help;
  const heard = (event: Event) => input?.((event.target as HTMLInputElement).value);
  const described = told === undefined ? nothing : `${name}-told`;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <div class="frame">${
      lines
        ? html`<textarea id=${name} name=${name} rows="3" maxlength=${most ?? nothing} .value=${value} aria-describedby=${described} @input=${heard}></textarea>`
        : html`<input id=${name} name=${name} type=${type} maxlength=${most ?? nothing} .value=${value} autocomplete="off" spellcheck="false"
            aria-invalid=${error === undefined ? 'false' : 'true'} aria-describedby=${described} @input=${heard} />`
    }</div>
    ${told === undefined ? nothing : html`<p id="${name}-told" class=${error === undefined ? 'help' : 'error'}>${told}</p>`}
  </div>`;
}

/** To stand after `fieldStyle`. */
export const inputStyle = css`
  .field { gap: 4px; }
  button[hidden] { display: none; }
  .fields { display: grid; gap: 16px; }
  .three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; }
  textarea {
    width: 100%; min-height: 84px; padding: 8px 12px; border: 1px solid var(--line2); border-radius: 8px; resize: vertical;
    background: var(--paper); color: var(--ink); font: inherit;
  }
  textarea:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
  @media (max-width: 599px) { textarea { font-size: 17px; padding: 12px 16px; } }
`;
