import { css, html, type LitElement, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import { type Field, field } from './field.ts';
import { eye, eyeOff } from './icons.ts';

/** A password's field with the eye that shows it. */
export function passwordField(
  own: Omit<Field, 'type' | 'end'>,
  { shown, turn, words }: { shown: boolean; turn: () => void; words: Words['admin'] },
): TemplateResult {
  const name = shown ? words.hidePassword : words.showPassword;
  const end = html`<button type="button" aria-label=${name} title=${name} aria-controls=${own.name} @click=${turn}>${shown ? eyeOff : eye}</button>`;
  return field({ ...own, type: shown ? 'text' : 'password', end });
}

/** A page's input by its name. */
export function inputOf(page: LitElement, name: string): HTMLInputElement | null {
  return page.renderRoot.querySelector<HTMLInputElement>(`input[name='${name}']`);
}

export const formStyle = css`
  form { display: grid; gap: 24px; padding-bottom: 24px; }
  .lead, .note { color: var(--ink2); }
  .heading { display: grid; gap: 4px; }
`;
