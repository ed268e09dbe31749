import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Project, ProjectChange } from '#contract/projects.ts';
import { lastMoment } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { listBatches } from '../batches/calls.ts';
import { listLinks } from '../links/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle } from '../parts/form.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { go, href } from '../router.ts';
import {
  changeProject,
  copyProject,
  putProjectLogo,
  readProjectLoss,
  removeProject,
  removeProjectLogo,
  restoreProject,
} from './calls.ts';
import { endOfDay, lastDayBefore } from './days.ts';
import { lossLines } from './loss.ts';
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
  /** How many links end with the project. */
  readonly #moving = new Load(this, () => this.#countMoving(), { of: () => this.param('projectId') });

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
      .date .frame { max-width: 240px; }
      input[type='color'] { width: 64px; height: 44px; padding: 4px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); }
      .logo { height: 48px; max-width: 240px; object-fit: contain; padding: 8px; background: var(--fill); }
      .file { position: relative; }
      .file input { position: absolute; inset: 0; opacity: 0; cursor: pointer; }
      .file:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts }) =>
        (fact === 'link.changed' || fact === 'link.revoked') && facts.projectId === this.param('projectId'),
      () => this.#moving.again(),
    );
  }

  async #countMoving(): Promise<number> {
    const id = this.param('projectId');
    const [links, batches] = await Promise.all([listLinks(id), listBatches(id)]);
    const moving = links.filter(({ policy, state }) => policy.expiresWithProject && state !== 'revoked').length;
    return batches
      .filter(({ policy }) => policy.expiresWithProject)
      .reduce((sum, batch) => sum + batch.unused + batch.opened, moving);
  }

  override render() {
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="settings">
      <div class="body">${this.#project.load.render(this.words, (project) => this.#body(project))}</div>
    </project-frame>`;
  }

  #body(project: Project) {
    const { projects, admin, feedback } = this.words;
    const own = projects.settings;
    if (!this.is('owner', 'staff')) return html`<p class="small">${this.words.problems.not_allowed}</p>`;
    const refused = this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing;
    // The frame says that it is in the archive, and takes it out.
    if (project.archived) return html`${refused}${this.#ends(project)}`;
    return html`
      ${refused}
      <form novalidate @submit=${this.#save} @input=${(event: InputEvent) => this.#typed(event, project)}>
        ${field({ name: 'title', label: own.name, value: project.title, error: this.untitled ? admin.required : undefined, autocomplete: 'off' })}
        <div class="field date"><label for="ends">${own.ends}</label><div class="frame"><input id="ends" name="ends" type="date" .value=${project.endsAt ? lastDayBefore(project.endsAt, this.zone) : ''} aria-describedby="ends-told" /></div><p id="ends-told" class="help">${own.endsHelp}<br />${this.#moves(project)}</p></div>
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
      <section aria-labelledby="hide">
        <div><h2 id="hide">${feedback.project.title}</h2><p class="small">${feedback.project.help}</p></div>
        <admin-switch .label=${feedback.project.atOnce} ?on=${project.hideAtOnce} @choose=${({ detail }: CustomEvent<boolean>) => this.#change({ hideAtOnce: detail })}></admin-switch>
        <a href=${href(`/projects/${project.id}/feedback`)}>${feedback.project.see}</a>
      </section>
      <section><next-step-section .words=${this.words} of="project" ownerId=${project.id} .zone=${this.zone}></next-step-section></section>
      ${this.#ends(project)}
    `;
  }

  /** What becomes of it. */
  #ends(project: Project) {
    const { projects, admin } = this.words;
    const own = projects.settings;
    return html`
      <section>
        <div><h2>${own.copy}</h2><p class="small">${own.copyHelp}</p></div>
        <form class="row copy" @submit=${this.#copy}>
          ${field({ name: 'copy', label: own.copyTitle, value: project.title, autocomplete: 'off' })}
          <div class="acts"><button>${own.copy}</button></div>
        </form>
      </section>
      ${
        project.archived
          ? nothing
          : html`<section>
              <div><h2>${own.archive}</h2><p class="small">${own.archiveHelp}</p></div>
              <button @click=${() => void this.#archive(project)}>${own.archive}</button>
            </section>`
      }
      <section>
        <div><h2>${own.remove}</h2><p class="small">${own.removeHelp} <a href=${href('/projects/trash')}>${admin.tabs.trash}</a></p></div>
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
    const endsAt = ends === '' ? null : endOfDay(ends, this.zone);
    if (await this.#change({ title, endsAt })) {
      const undo = before && (() => this.#change({ title: before.title, endsAt: before.endsAt }));
      this.changed = false;
      const { endsMoved } = this.words.projects.settings;
      const text = endsAt === before?.endsAt ? this.words.admin.saved : endsMoved(this.#moving.value ?? 0);
      notify({ text, ...(undo && { undo }) });
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

  /** How many links go with the project's end, and when that is. */
  #moves({ endsAt }: Project): string {
    const { projects, admin } = this.words;
    const moving = this.#moving.value;
    if (moving === undefined) return '';
    const day = endsAt === null ? '' : admin.onDay(lastMoment(Date.parse(endsAt), Date.now(), this.zone));
    return projects.settings.endsMove(moving, day);
  }

  async #archive({ id, title }: Project) {
    const own = this.words.projects.settings;
    try {
      const lines = lossLines(await readProjectLoss(id), this.words);
      const text = [...lines, this.words.trash.loss.archive].join('\n');
      if (!(await askFirst({ heading: own.archiveAsk(title), text, yes: own.archive, no: own.notYet }))) return;
    } catch (error) {
      notifyRefused(error, this.words);
      return;
    }
    if (await this.#change({ archived: true }))
      notify({ text: own.archived, undo: () => this.#change({ archived: false }) });
  }

  async #remove({ id, title }: Project) {
    const own = this.words.projects.settings;
    const { loss: say } = this.words.trash;
    try {
      const loss = await readProjectLoss(id);
      const lines = [...lossLines(loss, this.words), say.project(loss.galleries, loss.photos), say.back];
      const question = { heading: own.removeAsk(title), text: lines.join('\n'), yes: own.remove, dangerous: true };
      if (!(await askFirst(question))) return;
      await removeProject(id);
      go('/projects', { replace: true });
      notify({ text: own.removed(title), undo: () => restoreProject(id) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }
}
