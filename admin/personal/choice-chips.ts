import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import type { ChoiceId, Choices } from './choices.ts';

/** From where photos can be chosen, as a strip of chips. */
export function choiceChips(choices: Choices, { personal }: Words): TemplateResult {
  const { galleries, counts, on } = choices;
  const chip = (id: ChoiceId, label: string, count: number) =>
    html`<button aria-pressed=${on === id ? 'true' : 'false'} @click=${() => void choices.show(id)}>${label} <span>${count}</span></button>`;
  return html`<div class="chips" role="group" aria-label=${personal.choices}>
    ${galleries.map(({ id, title, photoIds }) => chip(id, title, photoIds.length))}
    ${counts && counts.picked > 0 ? chip('picked', personal.picked, counts.picked) : nothing}
    ${counts && counts.all > 0 ? chip('all', personal.all, counts.all) : nothing}</div>`;
}
