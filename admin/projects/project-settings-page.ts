import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Project, ProjectChange } from '#contract/projects.ts';
import { Refused } from '../api.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle } from '../parts/form.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { go, href } from '../router.ts';
import { changeProject, copyProject, putProjectLogo, removeProject, removeProjectLogo } from './calls.ts';
import { endOfDay, lastDayBefore } from './days.ts';
import { OneProject } from './one-project.ts';
import '../parts/admin-switch.ts';
import '../links/next-step-section.ts';
import '../parts/project-frame.ts';

/** What can be said of a project as a whole: name, end, brand; copy, archive, delete. */
@customElement('project-settings-page')
export class ProjectSettingsPage extends PageElement {
  @state() private refused: Refused | undefined;
  @state() private busy = false;
  /** Something in the form differs from what is kept. */
  @state() private changed = false;
  @state() private untitled = false;
  readonly #project = new OneProject(this, () => this.param('projectId'));

  static override styles = [
    controls,
    fieldStyle,
    formStyle,
    css`
      .body { max-width: 640px; }
      section { padding: 24px 0; border-top: 1px solid var(--line); display: grid; gap: 16px; justify-items: start; }
      section form { width: 100%; padding: 0; gap: 16px; }
      form:first-child { padding-bottom: 24px; }
      next-step-section { width: 100%; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 16px; }
      .copy { align-items: flex-end; gap: 8px 16px; }
      .copy .field { flex: 1 1 240px; max-width: 360px; }
      .date { max-width: 240px; }
      input[type='color'] { width: 64px; height: 44px; padding: 4px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); }
      .logo { height: 48px; max-width: 240px; object-fit: contain; padding: 8px; background: var(--fill); }
      .file { position: relative; }
      .file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; }
      .file:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
    `,
  ];

  override render() {
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="settings">
      <div class="body">${this.#project.load.render(this.words, (project) => this.#body(project))}</div>
    </project-frame>`;
  }

  #body(project: Project) {
    const { projects, admin } = this.words;
    const own = projects.settings;
    if (!this.is('owner', 'staff')) return html`<p class="small">${this.words.problems.not_allowed}</p>`;
    return html`
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <form novalidate @submit=${this.#save} @input=${(event: InputEvent) => this.#typed(event, project)}>
        ${field({ name: 'title', label: own.name, value: project.title, error: this.untitled ? admin.required : undefined, autocomplete: 'off' })}
        <div class="field date"><label for="ends">${own.ends}</label><div class="frame"><input id="ends" name="ends" type="date" .value=${project.endsAt ? lastDayBefore(project.endsAt, this.zone) : ''} aria-describedby="ends-told" /></div><p id="ends-told" class="help">${own.endsHelp}</p></div>
        <div class="acts"><button class="primary" aria-disabled=${this.busy || !this.changed ? 'true' : 'false'}>${admin.save}</button></div>
      </form>
      <section aria-labelledby="brand">
        <div><h2 id="brand">${own.brand}</h2><p class="small">${own.brandHelp}</p></div>
        <div class="row">
          <admin-switch .label=${own.ownColour} ?on=${project.brandColour !== null} @choose=${({ detail }: CustomEvent<boolean>) => this.#change({ brandColour: detail ? (this.settings?.brandColour ?? '#b7791f') : null })}></admin-switch>
          ${project.brandColour === null ? nothing : html`<input type="color" aria-label=${own.colour} .value=${project.brandColour} @change=${this.#colour} />`}
        </div>
        <div class="row">
          ${project.logo ? html`<img class="logo" src=${project.logo} alt=${own.logo} />` : nothing}
          <label class="file button-like"><a class="button" aria-hidden="true" tabindex="-1">${own.chooseLogo}</a><input type="file" aria-label=${own.chooseLogo} accept="image/jpeg,image/png,image/webp" @change=${this.#logo} /></label>
          ${project.logo ? html`<button class="quiet" @click=${this.#noLogo}>${own.removeLogo}</button>` : nothing}
        </div>
        <p class="small">${own.logoHelp}</p>
      </section>
      <section><next-step-section .words=${this.words} of="project" ownerId=${project.id} .zone=${this.zone}></next-step-section></section>
      <section>
        <div><h2>${own.copy}</h2><p class="small">${own.copyHelp}</p></div>
        <form class="row copy" @submit=${this.#copy}>
          ${field({ name: 'copy', label: own.copyTitle, value: project.title, autocomplete: 'off' })}
          <div class="acts"><button>${own.copy}</button></div>
        </form>
      </section>
      <section>
        <div><h2>${project.archived ? own.unarchive : own.archive}</h2><p class="small">${own.archiveHelp}</p></div>
        <button @click=${() => this.#archive(project)}>${project.archived ? own.unarchive : own.archive}</button>
      </section>
      <section>
        <div><h2>${own.remove}</h2><p class="small">${own.removeHelp} <a href=${href(`/projects/${project.id}/trash`)}>${admin.tabs.trash}</a></p></div>
        <button class="dangerous" @click=${() => this.#remove(project)}>${own.remove}</button>
      </section>
    `;
  }

  async #change(change: ProjectChange): Promise<boolean> {
    this.refused = undefined;
    try {
      await changeProject(this.param('projectId'), change);
      await this.#project.load.again();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
      return false;
    }
  }

  #typed(event: InputEvent, { title, endsAt }: Project) {
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const day = endsAt ? lastDayBefore(endsAt, this.zone) : '';
    this.changed = given.get('title') !== title || given.get('ends') !== day;
    this.untitled = false;
  }

  async #save(event: SubmitEvent) {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const title = String(given.get('title') ?? '').trim();
    const ends = String(given.get('ends') ?? '');
    if (this.busy || !this.changed) return;
    this.untitled = title === '';
    if (this.untitled) {
      this.renderRoot.querySelector<HTMLInputElement>('#title')?.focus();
      return;
    }
    this.busy = true;
    const before = this.#project.value;
    if (await this.#change({ title, endsAt: ends === '' ? null : endOfDay(ends, this.zone) })) {
      const undo = before && (() => this.#change({ title: before.title, endsAt: before.endsAt }));
      this.changed = false;
      notify({ text: this.words.admin.saved, ...(undo && { undo }) });
    }
    this.busy = false;
  }

  #colour(event: Event) {
    void this.#change({ brandColour: (event.target as HTMLInputElement).value });
  }

  async #logo(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      await putProjectLogo(this.param('projectId'), file);
      await this.#project.load.again();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      input.value = '';
    }
  }

  async #noLogo() {
    await removeProjectLogo(this.param('projectId')).catch((error: unknown) => notifyRefused(error, this.words));
    await this.#project.load.again();
  }

  async #copy(event: SubmitEvent) {
    event.preventDefault();
    const title = String(new FormData(event.target as HTMLFormElement).get('copy') ?? '').trim();
    if (title === '') return;
    const own = this.words.projects.settings;
    try {
      const made = await copyProject(this.param('projectId'), title);
      notify({ text: own.copied(made.title), act: { label: own.open, run: () => go(`/projects/${made.id}`) } });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  async #archive({ archived }: Project) {
    const own = this.words.projects.settings;
    if (await this.#change({ archived: !archived }))
      notify({ text: archived ? own.unarchived : own.archived, undo: () => this.#change({ archived }) });
  }

  async #remove({ id, title, links }: Project) {
    const own = this.words.projects.settings;
    const yes = await askFirst({
      heading: own.remove,
      text: own.removeAsk(title, links),
      yes: own.remove,
      dangerous: true,
    });
    if (!yes) return;
    try {
      await removeProject(id);
      go('/projects', { replace: true });
      notify({ text: own.removed(title) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }
}
