import { html, nothing, type TemplateResult } from 'lit';
import { href } from '../router.ts';
import type { Given } from './given.ts';

/** Where nothing was opened: what belongs here, and the way to it, or to more than was asked for. */
export function nothingYet(
  { report, words, projectId }: Given,
  wider: { readonly month?: (() => void) | undefined; readonly all?: (() => void) | undefined },
): TemplateResult {
  const { empty } = words.reportPage;
  const more = html`<div class="acts">${
    wider.month ? html`<button @click=${wider.month}>${empty.month}</button>` : nothing
  }${wider.all ? html`<button @click=${wider.all}>${empty.all}</button>` : nothing}</div>`;
  const links = html`<a class="button primary" href=${href(`/projects/${projectId}/links`)}>${empty.links}</a>`;
  return html`<div class="empty"><p>${wider.month || wider.all ? words.reports.sentence.noneNow : report.sentence}</p>${wider.month || wider.all ? more : links}</div>`;
}
