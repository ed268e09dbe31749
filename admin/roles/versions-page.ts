import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Link } from '#contract/links.ts';
import { listGalleries } from '../galleries/calls.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { giveAndTell } from '../links/give.ts';
import { actFor } from '../links/link-facts.ts';
import { linkRowStyle } from '../links/link-row.ts';
import { revokeAsked } from '../links/revoke-asked.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { plus, printer, swap } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { printCodes } from './print-codes.ts';
import { type RoleVersion, type VersionGroup, versionGroups } from './version-groups.ts';
import { versionRow, versionTitle } from './version-row.ts';
import { versionsStyle } from './versions-style.ts';
import '../links/code-dialog.ts';
import '../parts/photo-thumb.ts';
import '../parts/project-frame.ts';
import './new-versions-dialog.ts';

/** How many photos of a group are shown in a line. */
const strip = 11;

/** The role versions of a project side by side: who sees what, how much is left of it, and the one act that fits. */
@customElement('versions-page')
export class VersionsPage extends PageElement {
  @state() private shown: Link | undefined;
  @state() private coding = false;
  @state() private making = false;
  /** Audiences are added to it; undefined: versions of other photos are made. */
  @state() private group: VersionGroup | undefined;
  @state() private busy = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('projectId') });

  static override styles = [controls, linkRowStyle, versionsStyle];

  constructor() {
    super();
    const told = new Set(['link.changed', 'link.revoked', 'visit.opened', 'photo.saved', 'gallery.changed']);
    new Live(
      this,
      ({ fact, facts }) => told.has(fact) && facts.projectId === this.param('projectId'),
      () => this.#load.again(),
      1000,
    );
  }

  async #ask() {
    const id = this.param('projectId');
    const [links, galleries, audiences] = await Promise.all([listLinks(id), listGalleries(id), listAudiences()]);
    return { groups: versionGroups(links, galleries, audiences), audiences };
  }

  override render() {
    const { versions: own } = this.words.roles;
    const project = this.#project.value;
    const groups = this.#load.value?.groups ?? [];
    const open = project !== undefined && !project.archived;
    const add = html`<button class="primary" @click=${() => this.#make(undefined)}>${plus}${own.add}</button>`;
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${project} tab="versions">
      ${groups.length > 0 && open ? html`<div slot="acts">${add}</div>` : nothing}
      ${this.#load.render(this.words, () =>
        groups.length === 0
          ? html`<div class="empty"><p>${own.empty}</p><p>${own.emptyHelp}</p>${open ? add : nothing}</div>`
          : html`${groups.map((group) => this.#group(group, open))}<p class="lead">${swap}<span>${own.lead} <a href=${href('/audiences')}>${this.words.roles.audiences.title}</a></span></p>`,
      )}
      <new-versions-dialog .words=${this.words} .projectId=${this.param('projectId')} .kind=${project?.kind} ?open=${this.making}
        .baseTitle=${this.group?.title ?? ''} .photoIds=${this.group?.photoIds ?? []} .there=${this.group?.versions.map(({ link }) => link.audience ?? '') ?? []}
        @closed=${() => {
          this.making = false;
        }} @made=${() => void this.#load.again()}></new-versions-dialog>
      <code-dialog .words=${this.words} .link=${this.shown} .title=${this.shown ? this.#nameOf(this.shown) : ''} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#changed(detail)}></code-dialog>
    </project-frame>`;
  }

  #group(group: VersionGroup, open: boolean) {
    const { versions: own } = this.words.roles;
    const { title, versions, photoIds, shared } = group;
    const { columns } = own;
    const more = photoIds.length - strip;
    const tiles = more > 0 ? photoIds.slice(0, strip) : photoIds;
    const head = [columns.role, columns.opens, columns.ends, columns.download];
    const th = (name: string, kind = '') => html`<th role="columnheader" scope="col" class=${kind}>${name}</th>`;
    return html`<section aria-label=${title}>
      <div class="head"><div><h2>${title}</h2><p class="small">${own.group(versions.length, photoIds.length, shared)}</p></div>
        <div class="acts"><button @click=${() => void this.#print(versions)}>${printer}${own.print}</button>
          ${open ? html`<button @click=${() => this.#make(group)}>${plus}${own.addTo}</button>` : nothing}</div></div>
      ${tiles.length === 0 ? nothing : html`<div class="strip" aria-hidden="true">${tiles.map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`)}${more > 0 ? html`<span class="figures">${own.more(more)}</span>` : nothing}</div>`}
      <table role="table" aria-label=${own.table(title)}>
        <thead role="rowgroup"><tr role="row">${head.map((name) => th(name))}${th(this.words.links.columns.downloads, 'count')}${th(columns.state)}
          <th role="columnheader" scope="col"><span class="unseen">${columns.acts}</span></th></tr></thead>
        <tbody role="rowgroup">${versions.map((version) =>
          versionRow(version, {
            words: this.words,
            zone: this.zone,
            now: Date.now(),
            group: title,
            shared,
            busy: this.busy === version.link.id,
            act: () => void this.#act(version),
            choose: (what) => void this.#choose(version, what),
          }),
        )}</tbody>
      </table></section>`;
  }

  readonly #make = (group: VersionGroup | undefined) => {
    this.group = group;
    this.making = true;
  };

  #nameOf(link: Link): string {
    const versions = this.#load.value?.groups.flatMap((group) => group.versions) ?? [];
    const version = versions.find((one) => one.link.id === link.id);
    return version ? versionTitle(version, this.words) : '';
  }

  #show(link: Link) {
    this.shown = link;
    this.coding = true;
  }

  #changed(link: Link) {
    if (this.shown?.id === link.id) this.shown = link;
    const { value } = this.#load;
    const swapped = (one: RoleVersion) => (one.link.id === link.id ? { ...one, link } : one);
    if (value) {
      const groups = value.groups.map((group) => ({ ...group, versions: group.versions.map(swapped) }));
      this.#load.value = { ...value, groups };
    }
    this.requestUpdate();
  }

  async #act({ link }: RoleVersion) {
    const act = actFor(link, Date.now());
    if (act.kind === 'code') return this.#show(link);
    await this.#give(link, act.kind === 'give' ? act.more : {});
  }

  async #choose(version: RoleVersion, what: string) {
    const { link, galleries } = version;
    const project = `/projects/${link.projectId}`;
    if (what === 'open') go(`${project}/links/${link.id}`);
    if (what === 'gallery') go(`${project}/galleries/${galleries[0]?.id}`);
    if (what === 'code') this.#show(link);
    if (what === 'copy') await this.#copy(link);
    if (what === 'print') await this.#print([version]);
    if (what === 'opens') await this.#give(link, { opens: 20 });
    if (what === 'days') await this.#give(link, { days: 7 });
    if (what === 'revoke')
      await revokeAsked(link, versionTitle(version, this.words), this.words, () => void this.#load.again());
  }

  async #copy({ url }: Link) {
    const { dialog } = this.words.links;
    const copied = url !== null && (await copyText(url));
    notify(copied ? { text: dialog.copied } : { text: this.words.box.invite.copyFailed, failed: true });
  }

  #print(versions: readonly RoleVersion[]) {
    return printCodes(versions, this.words, this.zone);
  }

  async #give(link: Link, more: { opens?: number; days?: number }) {
    if (this.busy !== '') return;
    this.busy = link.id;
    await giveAndTell(link, more, this.words, this.zone, (next) => this.#changed(next));
    this.busy = '';
  }
}
