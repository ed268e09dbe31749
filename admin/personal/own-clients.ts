import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { called } from '#contract/called.ts';
import type { Need } from '#contract/now.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import type { Asked } from '../asks/asked.ts';
import { boxNow, Live } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { forward } from '../parts/icons.ts';
import { readPeople } from '../people/calls.ts';
import { Reach } from '../reach.ts';
import { href } from '../router.ts';
import { type Client, clientsOf } from './client-facts.ts';
import '../home/need-row.ts';

interface Group {
  readonly project: Project;
  readonly clients: readonly Client[];
}

/** What was answered to clients who ask. */
export interface Answered {
  readonly need: Need;
  readonly choice: 'give' | 'decline';
}

const hour = 3_600_000;
/** So many are shown before the rest is asked for. */
const shownFirst = 6;

/** A presenter's clients: who asks for more, who looked and when, who has not. It says `answer` where one of them is answered. */
@customElement('own-clients')
export class OwnClients extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() zone = 'UTC';
  /** Those that are not in the archive. */
  @property({ attribute: false }) projects: readonly Project[] = [];
  /** Clients who wait for an answer, and which of them is being answered. */
  @property({ attribute: false }) asked: readonly Asked[] = [];
  @property() busy = '';
  @property({ attribute: false }) nameOf: (need: Need) => string = () => '';
  @state() private whole = false;
  @state() private at = boxNow();
  readonly #reach = new Reach(this);
  readonly #load = new Load<Group[]>(this, () => this.#ask(), {
    of: () => this.projects.map(({ id }) => id).join(' '),
  });
  #tick: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      h2 { padding-bottom: 8px; border-bottom: 1px solid var(--line); }
      h3 { margin: 0; padding: 16px 0 4px; font-size: 13px; line-height: 20px; font-weight: 400; color: var(--ink2); }
      li a { display: flex; align-items: center; gap: 12px; min-height: 64px; padding: 8px 0; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
      .who { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .who b { font-weight: 500; }
      .fate { flex: none; text-align: right; font-variant-numeric: tabular-nums; }
      .fate p:first-child { font-weight: 500; }
      .fate.not p { font-weight: 400; color: var(--ink2); }
      li svg { color: var(--ink2); }
      .more { margin: 8px 0 0 -16px; }
      .calm { padding: 8px 0; color: var(--ink2); text-wrap: pretty; }
      @media (hover: hover) { li a:hover { background: var(--ground); } }
    `,
  ];

  constructor() {
    super();
    const facts = new Set(['visit.opened', 'link.changed', 'link.revoked', 'recipient.changed', 'message.sent']);
    new Live(
      this,
      ({ fact }) => facts.has(fact),
      () => this.#load.again(),
      2000,
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.at = boxNow();
    }, 15_000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  async #ask(): Promise<Group[]> {
    const groups = await Promise.all(
      this.projects.map(async (project) => ({
        project,
        clients: clientsOf((await readPeople(project.id, { list: 'all' })).items),
      })),
    );
    this.at = boxNow();
    return groups.filter(({ clients }) => clients.length > 0);
  }

  override render() {
    const { clients: own } = this.words.personal;
    return html`<section aria-labelledby="clients"><h2 id="clients">${own.title}</h2>
      ${repeat(
        this.asked,
        (need) => this.nameOf(need),
        (need) =>
          html`<need-row .words=${this.words} .need=${need} .zone=${this.zone} ?busy=${this.busy !== '' && this.busy === this.nameOf(need)}
            @give=${() => this.#answer(need, 'give')} @decline=${() => this.#answer(need, 'decline')}></need-row>`,
      )}
      ${this.#load.render(this.words, (groups) => this.#groups(groups))}</section>`;
  }

  #groups(groups: readonly Group[]) {
    const { clients: own } = this.words.personal;
    const all = groups.reduce((sum, { clients }) => sum + clients.length, 0);
    if (all === 0) {
      if (this.#reach.awaySince !== undefined) return html`<p class="calm">${own.unknown}</p>`;
      return html`<div class="empty"><p>${own.none}</p><p>${own.noneHelp}</p></div>`;
    }
    let room = this.whole ? all : shownFirst;
    const named = this.projects.length > 1;
    return html`${groups.map(({ project, clients }) => {
      const some = clients.slice(0, Math.max(0, room));
      room -= some.length;
      if (some.length === 0) return nothing;
      return html`${named ? html`<h3>${project.title}</h3>` : nothing}<ul>${repeat(
        some,
        ({ id }) => id,
        (client) => html`<li>${this.#row(client)}</li>`,
      )}</ul>`;
    })}${
      all > shownFirst && !this.whole
        ? html`<button class="quiet more" @click=${() => {
            this.whole = true;
          }}>${own.more(all - shownFirst)}</button>`
        : nothing
    }`;
  }

  #row(client: Client) {
    const { personal, admin } = this.words;
    const { company, gallery, opens, lastOpenAt, sentAt, phones } = client;
    const own = personal.clients;
    const name = called(client);
    // A personal gallery is called after its client.
    const about = [...(company === '' ? [] : [company]), gallery.replace(`${name} · `, '')].join(admin.comma);
    const fate =
      lastOpenAt === null
        ? html`<div class="fate not"><p>${own.notOpened}</p>${sentAt === null ? nothing : html`<p class="small">${own.sentAt(this.#moment(sentAt))}</p>`}</div>`
        : html`<div class="fate"><p>${own.opened(opens)}</p><p class="small">${[this.#last(lastOpenAt), ...(phones > 1 ? [own.phones(phones)] : [])].join(admin.comma)}</p></div>`;
    return html`<a href=${href(`/projects/${client.projectId}/people/${client.id}`)}><div class="who"><b>${name}</b><p class="small">${about}</p></div>${fate}${forward}</a>`;
  }

  /** The last few hours as they pass, before that the clock and the day. */
  #last(openedAt: string): string {
    const { clients: own } = this.words.personal;
    const ago = Math.max(0, this.at - Date.parse(openedAt));
    return ago < 3 * hour ? own.lastAgo(this.words.admin.ago(ago / 1000)) : own.lastAt(this.#moment(openedAt));
  }

  #moment(at: string): string {
    return this.words.admin.at(momentOf(Date.parse(at), this.at, this.zone));
  }

  #answer(need: Asked, choice: Answered['choice']) {
    this.dispatchEvent(new CustomEvent<Answered>('answer', { detail: { need, choice } }));
  }
}
