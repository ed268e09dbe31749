import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Hook, HookSent } from '#contract/hooks.ts';
import type { Project } from '#contract/projects.ts';
import { momentOf } from '#words/moments.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { listProjects } from '../projects/calls.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { listHooks, removeHook, testHook } from './hooks-calls.ts';
import './hooks-dialog.ts';

/** How often what waits is looked at again. */
const againMs = 10_000;

/** Webhooks: added, tried, changed, deleted; how each went last. */
@customElement('hooks-page')
export class HooksPage extends PageElement {
  @state() private open = false;
  @state() private hook: Hook | undefined;
  @state() private projects: readonly Project[] = [];
  @state() private testing: string | undefined;
  readonly #hooks = new Load(this, listHooks);
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    boxPagesStyle,
    css`
      .rows li { align-items: start; padding: 14px 0; }
      .what { gap: 2px; flex-basis: 280px; }
      .what p { overflow-wrap: anywhere; text-wrap: pretty; }
      .acts button { min-height: 44px; }
      @media (max-width: 599px) { .acts { width: 100%; } .acts button { flex: 1; } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (!document.hidden) void this.#hooks.again();
    }, againMs);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { hooks, box } = this.words;
    return html`
      ${trail(box.settings.title)}
      <header><h1 tabindex="-1">${hooks.title}</h1><button class="primary" @click=${() => void this.#ask()}>${plus}${hooks.add}</button></header>
      <p class="lead">${hooks.lead}</p>
      ${this.#hooks.render(this.words, (items) => this.#list(items))}
      <hooks-dialog .words=${this.words} .hook=${this.hook} .projects=${this.projects} ?open=${this.open}
        @saved=${() => void this.#hooks.again()} @closed=${() => {
          this.open = false;
        }}></hooks-dialog>
    `;
  }

  #list(items: readonly Hook[]) {
    const { hooks } = this.words;
    if (items.length === 0) return html`<div class="empty"><p>${hooks.empty}</p><p>${hooks.emptyText}</p></div>`;
    return html`<ul class="rows">${items.map(
      (hook) => html`<li>
        <div class="what">
          <strong>${hook.name}</strong>
          <p class="small">${[hooks.forms[hook.form], ...hook.facts.map((fact) => hooks.facts[fact])].join(' · ')}</p>
          <p class="small figures">${hook.url}</p>
          <p>${this.#last(hook)}</p>
          ${hook.last && !hook.last.ok ? html`<p class="small">${this.#why(hook.last).join(' ')}</p>` : nothing}
        </div>
        <div class="acts">
          <button class="dense" aria-disabled=${this.testing === hook.id} @click=${() => void this.#test(hook)}>${this.testing === hook.id ? hooks.testing : hooks.test}</button>
          <button class="dense" @click=${() => void this.#ask(hook)}>${hooks.change}</button>
          <button class="dense dangerous" @click=${() => void this.#remove(hook)}>${hooks.remove}</button>
        </div>
      </li>`,
    )}</ul>`;
  }

  #last({ enabled, last, waiting }: Hook) {
    const { hooks, admin } = this.words;
    if (!enabled) return stateMark('quiet', hooks.off);
    const when = last ? admin.at(momentOf(Date.parse(last.at), Date.now(), this.zone)) : '';
    const told = last === null ? hooks.never : last.ok ? hooks.lastOk(when) : hooks.lastFailed(when);
    const all = [told, ...(waiting > 0 ? [hooks.waiting(waiting)] : [])].join(admin.comma);
    return stateMark(last === null ? 'quiet' : last.ok ? 'live' : 'dead', all);
  }

  /** Why it was not taken, in parts. */
  #why({ failure, status, said }: HookSent): string[] {
    const { hooks } = this.words;
    return [
      hooks.failed[failure ?? 'status'],
      ...(failure === 'status' && status !== null ? [hooks.status(status)] : []),
      ...(said ? [hooks.said(said)] : []),
    ];
  }

  async #ask(hook?: Hook) {
    try {
      this.projects = await listProjects();
    } catch (error) {
      return notifyRefused(error, this.words);
    }
    this.hook = hook;
    this.open = true;
  }

  async #test({ id, name }: Hook) {
    if (this.testing) return;
    const { hooks } = this.words;
    this.testing = id;
    try {
      const sent = await testHook(id);
      notify(
        sent.ok
          ? { text: hooks.testOk(name) }
          : { text: hooks.testFailed(name, this.#why(sent).join(' ')), failed: true },
      );
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.testing = undefined;
    }
    await this.#hooks.again();
  }

  async #remove({ id, name }: Hook) {
    const { hooks } = this.words;
    const question = { heading: hooks.removeAsk(name), text: hooks.removeText, yes: hooks.remove, dangerous: true };
    if (!(await askFirst(question))) return;
    try {
      await removeHook(id);
      notify({ text: hooks.removed(name) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#hooks.again();
  }
}
