import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Addresses } from '#contract/addresses.ts';
import type { Link } from '#contract/links.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { checkAddresses, readAddresses, readSettings, whoAmI } from '../box/calls.ts';
import { controls } from '../parts/controls.ts';
import { link as linkIcon } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { warningBand, warningsOf } from './address-warnings.ts';
import { type CodeOrigin, reviveLink } from './calls.ts';
import { CodeFigure } from './code-figure.ts';
import { codeDialogStyle } from './code-style.ts';
import { conditionOf, isDead, toneOf } from './link-facts.ts';
import { codeForms, saveCode } from './save-code.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';
import './address-line.ts';

/**
 * A link's code as large as the screen in hand allows, its address, and what may be done with both. Where the link is
 * dead it shows why and opens it again instead. It says `closed`, and `changed` with the link where it was revived.
 */
@customElement('code-dialog')
export class CodeDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) link: Link | undefined;
  @property() override title = '';
  @property({ type: Boolean }) open = false;
  @state() private addresses: Addresses | undefined;
  @state() private origin: CodeOrigin = 'public';
  @state() private owner = false;
  @state() private zone = 'UTC';
  @state() private busy = false;

  static override styles = [controls, codeDialogStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.origin = 'public';
    void this.#ask();
  }

  override render() {
    const { words: own, link } = this;
    if (!link) return nothing;
    return html`<admin-dialog heading=${this.title} ?open=${this.open} @closed=${this.#closed}>
      ${this.open ? (isDead(link) ? this.#dead(link) : this.#code(link)) : nothing}
      ${
        isDead(link)
          ? html`<button slot="footer" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#revive}>${this.#reviveLabel(link)}</button>`
          : html`${
              'share' in navigator
                ? html`<button slot="footer" @click=${this.#share}>${own.links.dialog.share}</button>`
                : nothing
            }${CodeFigure.canFill ? html`<button slot="footer" @click=${this.#full}>${own.links.dialog.full}</button>` : nothing}
            <admin-menu slot="footer" .label=${own.links.dialog.save} .items=${codeForms(own)}
              @choose=${({ detail }: CustomEvent<string>) => saveCode(link.id, this.title, detail, this.#origin)}></admin-menu>`
      }
    </admin-dialog>`;
  }

  /** What the picture is asked with: the box's own choice where there is but one address. */
  get #origin(): CodeOrigin | undefined {
    return this.addresses?.public ? this.origin : undefined;
  }

  get #address(): string {
    const { link } = this;
    return (this.addresses?.public && this.origin === 'local' ? link?.localUrl : link?.url) ?? '';
  }

  #code(link: Link) {
    const { links: own } = this.words;
    const found = this.addresses ? warningsOf(this.addresses, this.addresses.public ? this.origin : 'local') : [];
    const scheduled = link.state === 'scheduled' && link.policy.opensAt !== null;
    return html`<div class="all" tabindex="-1" autofocus>
      ${scheduled ? html`<p class="small">${own.dead.scheduled(this.#when(link.policy.opensAt))}</p>` : nothing}
      ${
        this.addresses?.public
          ? html`<admin-segments whole label=${own.dialog.origin} .value=${this.origin} .options=${(['public', 'local'] as const).map((value) => ({ value, label: own.dialog.origins[value] }))}
            @choose=${({ detail }: CustomEvent<CodeOrigin>) => {
              this.origin = detail;
            }}></admin-segments>`
          : nothing
      }
      <code-figure .words=${this.words} .linkId=${link.id} .origin=${this.#origin} .address=${this.#address} .name=${this.title}></code-figure>
      <p class="small bright">${own.dialog.bright}</p>
      <address-line .words=${this.words} .address=${this.#address}></address-line>
      ${found.length > 0 ? warningBand(found, this.words, this.owner) : nothing}
    </div>`;
  }

  #dead(link: Link) {
    const { links: own } = this.words;
    const condition = conditionOf(link, Date.now());
    const why =
      link.state === 'revoked'
        ? own.dead.revoked(this.#when(link.revokedAt))
        : link.state === 'expired'
          ? own.dead.expired(this.#when(link.policy.expiresAt, 1))
          : own.dead.exhausted(link.policy.maxOpens ?? 0);
    return html`<div class="all">
      <p>${stateMark(toneOf[condition], own.states[condition])}</p>
      <p>${why}</p>
      <p class="small">${own.dead.safe}</p>
      <p><a href=${href(`/projects/${link.projectId}/links/${link.id}`)} @click=${this.#leave}>${linkIcon}${own.dialog.edit}</a></p>
    </div>`;
  }

  #reviveLabel({ state }: Link): string {
    const { links: own } = this.words;
    return state === 'exhausted' ? own.giveAgain(20) : state === 'expired' ? own.giveDays(7) : own.revive;
  }

  #when(at: string | null, before = 0): string {
    return at === null ? '' : this.words.links.untilDay(momentOf(Date.parse(at) - before, Date.now(), this.zone));
  }

  async #ask() {
    try {
      const [addresses, session, settings] = await Promise.all([readAddresses(), whoAmI(), readSettings()]);
      this.addresses = addresses;
      this.owner = session.role === 'owner';
      this.zone = settings.timeZone;
      if (addresses.public && addresses.public.check === 'unknown') this.addresses = await checkAddresses();
    } catch (error) {
      // The code is shown all the same; what warns of it is asked for the next time.
      if (!(error instanceof Refused)) throw error;
    }
  }

  async #revive() {
    if (this.busy || !this.link) return;
    this.busy = true;
    try {
      const { state } = this.link;
      const link = await reviveLink(
        this.link.id,
        state === 'exhausted' ? { opens: 20 } : state === 'expired' ? { days: 7 } : {},
      );
      this.link = link;
      this.dispatchEvent(new CustomEvent<Link>('changed', { detail: link }));
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }

  #full() {
    this.renderRoot.querySelector<CodeFigure>('code-figure')?.full();
  }

  #share() {
    // Called off by the person: nothing to tell.
    void navigator.share({ title: this.title, url: this.#address }).catch(() => undefined);
  }

  #leave() {
    this.open = false;
    this.#closed();
  }

  #closed() {
    this.dispatchEvent(new Event('closed'));
  }
}
