import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { trail } from '../box/box-pages.ts';
import { presetSentence } from '../links/policy-parts.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changesOf } from './audience-form.ts';
import { audiencesStyle } from './audiences-style.ts';
import { applyAudience, listAudiences, removeAudience } from './calls.ts';
import '../parts/admin-menu.ts';
import './audience-dialog.ts';

const kinds = ['event', 'estate', 'product'] as const;

/** The presets of each kind of project: what each allows, and who follows it. The owner changes them, others read. */
@customElement('audiences-page')
export class AudiencesPage extends PageElement {
  /** The one in the dialog; undefined: one is being added. */
  @state() private subject: Audience | undefined;
  @state() private kind: ProjectKind = 'event';
  @state() private editing = false;
  readonly #load = new Load(this, listAudiences);

  static override styles = [controls, audiencesStyle];

  constructor() {
    super();
    // Whether a link follows its preset changes with the link.
    new Live(
      this,
      ({ fact }) => fact === 'link.changed' || fact === 'link.revoked',
      () => this.#load.again(),
      2000,
    );
  }

  override render() {
    const { roles, box } = this.words;
    const own = roles.audiences;
    const owner = this.is('owner');
    return html`${owner ? trail(box.settings.title) : nothing}
      <header><h1 tabindex="-1">${own.title}</h1>${owner && this.#load.value ? html`<button class="primary" @click=${() => this.#edit(undefined)}>${plus}${own.add}</button>` : nothing}</header>
      <p class="lead">${own.lead}${owner ? nothing : html` ${own.readOnly}`}</p>
      ${this.#load.render(this.words, (all) => kinds.map((kind) => this.#kind(kind, all)))}
      <audience-dialog .words=${this.words} .preset=${this.subject} .kind=${this.kind} .taken=${new Set(this.#load.value?.map(({ id }) => id))} ?open=${this.editing}
        @closed=${() => {
          this.editing = false;
        }} @saved=${({ detail }: CustomEvent<Audience>) => void this.#saved(detail)}></audience-dialog>`;
  }

  #kind(kind: ProjectKind, all: readonly Audience[]) {
    const { admin, roles } = this.words;
    const { columns } = roles.audiences;
    const those = all.filter((one) => one.kind === kind);
    if (those.length === 0) return nothing;
    const head = [columns.role, columns.opens, columns.ends, columns.download, columns.rules, columns.followers];
    return html`<section aria-labelledby="kind-${kind}"><h2 id="kind-${kind}">${admin.kinds[kind]}</h2>
      <table role="table" aria-labelledby="kind-${kind}">
        <thead role="rowgroup"><tr role="row">${head.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
          ${this.is('owner') ? html`<th role="columnheader" scope="col"><span class="unseen">${this.words.links.columns.acts}</span></th>` : nothing}</tr></thead>
        <tbody role="rowgroup">${those.map((preset) => this.#row(preset))}</tbody>
      </table></section>`;
  }

  #row(preset: Audience) {
    const { links, roles } = this.words;
    const own = roles.audiences;
    const { columns } = own;
    const { maxOpens: opens, expiresInDays: days, expiresWithProject: withProject, followers } = preset;
    const name = this.#name(preset);
    const rules = [
      ...(preset.passwordAsked ? [links.asksPassword] : []),
      ...(preset.visitSeconds === null ? [] : [own.visit(links.lasting(preset.visitSeconds))]),
      ...(preset.maxDevices === null ? [] : [own.phones(preset.maxDevices)]),
      ...(preset.watermark === 'off' ? [] : [own.mark(links.watermarks[preset.watermark])]),
      ...(preset.refreshDays === null ? [] : [own.refresh(preset.refreshDays)]),
    ];
    const items = [
      ...(followers > 0 ? [{ value: 'apply', label: own.apply(followers) }] : []),
      ...(preset.own ? [{ value: 'remove', label: own.remove, dangerous: true }] : []),
    ];
    return html`<tr role="row">
      <th role="rowheader" scope="row">${name}<span class="small id">${preset.id}</span></th>
      <td role="cell" data-label=${columns.opens} class="figures">${links.presetSaid({ field: 'opens', opens, many: false })}</td>
      <td role="cell" data-label=${columns.ends}>${withProject || days === null ? links.presetSaid({ field: 'end', days, withProject }) : own.days(days)}</td>
      <td role="cell" data-label=${columns.download}>${links.downloads[preset.download]}</td>
      <td role="cell" data-label=${columns.rules} class="rules">${rules.length === 0 ? html`<span class="none">${own.plain}</span>` : rules.join(this.words.admin.comma)}</td>
      <td role="cell" data-label=${columns.followers} class="figures follow">${own.followers(followers)}</td>
      ${
        this.is('owner')
          ? html`<td role="cell" class="do"><div><button class="dense" @click=${() => this.#edit(preset)} aria-label=${`${own.edit}${this.words.admin.comma}${name}`}>${own.edit}</button>
              ${items.length > 0 ? html`<admin-menu .name=${own.acts(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#choose(detail, preset)}></admin-menu>` : html`<span class="room"></span>`}</div></td>`
          : nothing
      }</tr>`;
  }

  #name({ names }: Audience): string {
    return names[this.words.admin.tag === 'en' ? 'en' : 'zh-CN'];
  }

  #edit(preset: Audience | undefined) {
    this.subject = preset;
    this.kind = preset?.kind ?? 'event';
    this.editing = true;
  }

  async #saved(preset: Audience) {
    const own = this.words.roles.audiences;
    const before = this.subject;
    const name = this.#name(preset);
    notify({ text: before ? own.saved(name) : own.added(name) });
    await this.#load.again();
    const changes = before ? changesOf(before, preset, this.words) : [];
    if (changes.length > 0 && preset.followers > 0) {
      const daysMatter = before?.expiresInDays !== preset.expiresInDays;
      await this.#apply(preset, changes.join('\n'), daysMatter);
    }
  }

  async #choose(what: string, preset: Audience) {
    const says = presetSentence(preset, false, this.words);
    if (what === 'apply') await this.#apply(preset, this.words.roles.audiences.applyTerms(says));
    if (what === 'remove') await this.#remove(preset);
  }

  /** Asks with what becomes of the links, and does it. */
  async #apply(preset: Audience, what: string, daysMatter = true) {
    const own = this.words.roles.audiences;
    const days = preset.expiresInDays === null || !daysMatter ? '' : own.applyDays;
    const yes = await askFirst({
      heading: own.applyAsk(preset.followers, this.#name(preset)),
      text: `${what}\n\n${days}${own.applyText}`,
      yes: own.apply(preset.followers),
      no: own.applyLater,
    });
    if (!yes) return;
    try {
      const count = await applyAudience(preset.id);
      notify({ text: count === 0 ? own.noneFollow : own.applied(count) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }

  async #remove(preset: Audience) {
    const own = this.words.roles.audiences;
    const name = this.#name(preset);
    const question = { heading: own.removeAsk(name), text: own.removeText(preset.followers), yes: own.remove };
    if (!(await askFirst({ ...question, dangerous: true }))) return;
    try {
      await removeAudience(preset.id);
      notify({ text: own.removed(name) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }
}
