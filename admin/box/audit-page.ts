import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Audience } from '#contract/audiences.ts';
import { momentOf } from '#words/moments.ts';
import { listAudiences } from '../links/calls.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { notifyRefused } from '../parts/notice.ts';
import { nameIn } from './audit-names.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { readAudit } from './calls.ts';

/** Who did what and when, newest first, in words. */
@customElement('audit-page')
export class AuditPage extends PageElement {
  @state() private older: AuditEntry[] = [];
  @state() private next: string | null = null;
  @state() private wanted = '';
  @state() private busy = false;
  @state() private audiences: readonly Audience[] = [];
  readonly #first = new Load(this, async () => {
    const [page, audiences] = await Promise.all([readAudit(), listAudiences()]);
    this.audiences = audiences;
    this.older = [];
    this.next = page.nextCursor;
    return page.items;
  });

  static override styles = [
    controls,
    fieldStyle,
    boxPagesStyle,
    css`
      .find { max-width: 400px; margin: 8px 0 16px; }
      table { width: 100%; border-collapse: collapse; }
      th { padding: 8px 16px 8px 0; font-size: 13px; line-height: 20px; font-weight: 400; color: var(--ink2); text-align: left; border-bottom: 1px solid var(--line); }
      td { padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
      td:nth-child(2) { white-space: nowrap; }
      td:nth-child(3) { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--ink2); }
      .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 16px; padding: 16px 0; }
      @media (max-width: 599px) {
        thead { position: absolute; clip-path: inset(50%); }
        tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 10px 0; border-bottom: 1px solid var(--line); }
        td { padding: 0; border: 0; }
        td:nth-child(1) { grid-column: 1 / -1; }
        td:nth-child(2) { font-size: 13px; line-height: 20px; color: var(--ink2); white-space: normal; }
        td:nth-child(3) { font-size: 13px; line-height: 20px; }
      }
    `,
  ];

  override render() {
    const { audit, settings } = this.words.box;
    return html`
      ${trail(settings.title)}
      <header><h1 tabindex="-1">${audit.title}</h1></header>
      <div class="find" @input=${this.#find}>${field({ name: 'find', label: audit.filter, value: this.wanted, autocomplete: 'off', optional: true })}</div>
      ${this.#first.render(this.words, (items) => this.#table([...items, ...this.older]), 6)}
    `;
  }

  #table(entries: readonly AuditEntry[]) {
    const { audit } = this.words.box;
    if (entries.length === 0) return html`<div class="empty"><p>${audit.empty}</p></div>`;
    const wanted = this.wanted.trim().toLowerCase();
    const locale = this.words.admin.tag === 'en' ? 'en' : 'zh-CN';
    const names = new Map(this.audiences.map((audience) => [audience.id, audience.names[locale]]));
    const shown = entries
      .map((entry) => ({ entry, who: this.#who(entry), what: this.#what(entry, names) }))
      .filter(
        ({ entry, who, what }) =>
          wanted === '' || `${who} ${what} ${JSON.stringify(entry.detail)}`.toLowerCase().includes(wanted),
      );
    return html`
      ${
        shown.length === 0
          ? html`<p class="lead" role="status">${this.next ? audit.none : audit.noneAtAll}</p>`
          : html`<table>
              <thead><tr><th scope="col">${audit.what}</th><th scope="col">${audit.who}</th><th scope="col">${audit.when}</th></tr></thead>
              <tbody>${shown.map(({ entry, who, what }) => html`<tr><td>${what}</td><td>${who}</td><td><time datetime=${entry.at} title=${this.#exact(entry.at)}>${this.#at(entry.at)}</time></td></tr>`)}</tbody>
            </table>`
      }
      <div class="foot">
        ${this.next ? html`<button aria-disabled=${this.busy} @click=${this.#more}>${audit.more}</button>` : nothing}
        <span class="small figures" role="status">${audit.shown(shown.length)}</span>
      </div>
    `;
  }

  #what(entry: AuditEntry, audiences: ReadonlyMap<string, string>): string {
    const { action, detail } = entry;
    const known = nameIn(entry, audiences);
    const told = known === undefined ? detail : { ...detail, known };
    const sentence = this.words.box.audit.acts[action]?.(told) ?? action;
    return sentence.charAt(0).toUpperCase() + sentence.slice(1);
  }

  #who({ by }: AuditEntry): string {
    const { audit } = this.words.box;
    return by === 'console' ? audit.console : by === 'box' ? audit.box : by;
  }

  #at(instant: string): string {
    return this.words.admin.at(momentOf(Date.parse(instant), Date.now(), this.zone));
  }

  #exact(instant: string): string {
    const form = { dateStyle: 'full', timeStyle: 'long', timeZone: this.zone } as const;
    return new Intl.DateTimeFormat(this.words.admin.tag, form).format(new Date(instant));
  }

  #find(event: Event) {
    this.wanted = (event.target as HTMLInputElement).value;
  }

  async #more() {
    if (this.busy || this.next === null) return;
    this.busy = true;
    try {
      const page = await readAudit(this.next);
      this.older = [...this.older, ...page.items];
      this.next = page.nextCursor;
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }
}
