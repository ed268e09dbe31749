import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ProjectKind } from '#contract/projects.ts';
import { Refused } from '../api.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle, inputOf } from '../parts/form.ts';
import { building, calendar, tag } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { go } from '../router.ts';
import { addProject, addSample } from './calls.ts';
import { endOfDay } from './days.ts';

const kinds = [
  { kind: 'event', icon: calendar },
  { kind: 'estate', icon: building },
  { kind: 'product', icon: tag },
] as const;

/** A new project: what it is for, its name, and when it ends; then on to its photos. */
@customElement('project-new-page')
export class ProjectNewPage extends PageElement {
  @state() private kind: ProjectKind = 'event';
  @state() private refused: Refused | undefined;
  @state() private missing = false;
  @state() private busy = false;
  @state() private making = false;

  static override styles = [
    controls,
    fieldStyle,
    formStyle,
    css`
      :host { max-width: 720px; }
      h1 { padding-bottom: 16px; }
      .kinds { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; padding-top: 8px; }
      .kinds label { position: relative; display: grid; gap: 8px; align-content: start; padding: 16px; border: 1px solid var(--line2); border-radius: 8px; cursor: pointer; }
      .kinds label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint); }
      .kinds label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
      .kinds input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
      .kinds strong { font-weight: 500; font-size: 17px; }
      .kinds svg { color: var(--accent); }
      .name { max-width: 480px; }
      .date { max-width: 240px; }
      @media (max-width: 599px) {
        .kinds { grid-template-columns: 1fr; }
        .kinds label { grid-template-columns: 20px 1fr; gap: 4px 12px; }
        .kinds label .small { grid-column: 2; }
        .name, .date { max-width: none; }
        .acts > * { width: 100%; }
      }
    `,
  ];

  override render() {
    const { projects, admin } = this.words;
    const { ask, uses } = projects;
    return html`
      <h1 tabindex="-1">${projects.add}</h1>
      <form @submit=${this.#submit} novalidate>
        <fieldset>
          <legend>${ask.kind}</legend>
          <div class="kinds">
            ${kinds.map(
              ({ kind, icon }) =>
                html`<label><input type="radio" name="kind" value=${kind} .checked=${this.kind === kind} @change=${() => {
                  this.kind = kind;
                }} />${icon}<strong>${uses[kind].title}</strong><span class="small">${uses[kind].help}</span></label>`,
            )}
          </div>
        </fieldset>
        <div class="name">${field({ name: 'title', label: ask.title, value: '', help: ask.titleHelp, error: this.missing ? admin.required : undefined, autocomplete: 'off' })}</div>
        <div class="field date"><label for="ends">${ask.ends}</label><div class="frame"><input id="ends" name="ends" type="date" aria-describedby="ends-told" /></div><p id="ends-told" class="help">${ask.endsHelp}</p></div>
        ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
        <div class="acts">
          <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? ask.busy : ask.submit}</button>
          <button type="button" class="quiet" aria-disabled=${this.making ? 'true' : 'false'} @click=${this.#sample}>${this.making ? projects.makingSample : projects.sample}</button>
        </div>
      </form>
    `;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const given = new FormData(event.target as HTMLFormElement);
    const title = String(given.get('title') ?? '').trim();
    const ends = String(given.get('ends') ?? '');
    this.missing = title === '';
    this.refused = undefined;
    if (this.missing) {
      inputOf(this, 'title')?.focus();
      return;
    }
    this.busy = true;
    try {
      const project = await addProject({
        kind: this.kind,
        title,
        endsAt: ends === '' ? null : endOfDay(ends, this.zone),
      });
      go(`/projects/${project.id}/start`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  async #sample() {
    if (this.making) return;
    this.making = true;
    try {
      const project = await addSample(this.kind, this.words.admin.tag === 'en' ? 'en' : 'zh-CN');
      go(`/projects/${project.id}`);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.making = false;
    }
  }
}
