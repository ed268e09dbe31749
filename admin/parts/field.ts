import { css, html, nothing, type TemplateResult } from 'lit';

export interface Field {
  /** The input's name and id. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** What is wrong with it, beneath in place of the help. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly autocomplete: string;
  /** A code, for instance, that a phone must neither correct nor put in lower case. */
  readonly literal?: boolean;
  /** It may be left empty. */
  readonly optional?: boolean;
  /** What stands inside the field at its end. */
  readonly end?: TemplateResult;
}

/** A labelled field. It lives in its page's own root, so that the form takes part in what browsers offer to fill in. */
export function field({
  name,
  label,
  value,
  help,
  error,
  type = 'text',
  autocomplete,
  literal = false,
  optional = false,
  end,
}: Field): TemplateResult {
  const told = error ?? help;
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <div class=${end ? 'frame with-end' : 'frame'}>
        <input
          id=${name}
          name=${name}
          type=${type}
          .value=${value}
          autocomplete=${autocomplete as 'on'}
          autocapitalize=${literal ? 'characters' : 'off'}
          autocorrect="off"
          spellcheck="false"
          class=${literal ? 'literal' : ''}
          aria-invalid=${error === undefined ? 'false' : 'true'}
          aria-describedby=${told === undefined ? nothing : `${name}-told`}
          ?required=${!optional}
        />
        ${end ?? nothing}
      </div>
      ${told === undefined ? nothing : html`<p id="${name}-told" class=${error === undefined ? 'help' : 'error'}>${told}</p>`}
    </div>
  `;
}

export const fieldStyle = css`
  .field { display: grid; gap: 8px; }
  .field label, legend { padding: 0; font-weight: 500; }
  .frame { position: relative; display: grid; }
  .frame input {
    height: 44px; width: 100%; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px;
    background: var(--paper); color: var(--ink); font: inherit; appearance: none;
  }
  .frame input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
  .frame input[aria-invalid='true'] { border-color: var(--dead); box-shadow: inset 0 0 0 1px var(--dead); }
  .frame input[aria-invalid='true']:focus { outline-color: var(--dead); box-shadow: none; }
  .with-end input { padding-right: 52px; }
  .frame button { position: absolute; inset: 0 0 0 auto; width: 44px; min-height: 0; padding: 0; border: 0; background: none; color: var(--ink2); }
  .literal { font-variant-numeric: tabular-nums; letter-spacing: 0.08em; text-transform: uppercase; }
  .help, .error { font-size: 13px; line-height: 20px; color: var(--ink2); text-wrap: pretty; }
  .error { color: var(--dead); }
  @media (max-width: 599px) {
    .frame input { height: 52px; padding: 0 16px; font-size: 17px; }
    .frame button { width: 52px; }
  }
`;
