import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Need } from '#contract/now.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { readNow } from '../home/calls.ts';
import { Live } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { warning } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { unlockLink } from './calls.ts';

type Lock = Extract<Need, { kind: 'link_locked' }>;

/** That somebody guesses at a link's password, so that none is taken for a while, and the way to end that; else nothing. */
@customElement('link-lock')
export class LinkLock extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() linkId = '';
  @property() zone = 'UTC';
  @state() private locks: readonly Lock[] = [];
  @state() private busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      .locked { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 16px; padding: 12px 16px; background: var(--dead-ground); }
      .locked svg { color: var(--dead); }
      .locked > div { flex: 1 1 240px; min-width: 0; text-wrap: pretty; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts }) => (fact === 'link.locked' || fact === 'link.unlocked') && facts.linkId === this.linkId,
      () => this.#ask(),
    );
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('linkId') || this.linkId === '') return;
    this.locks = [];
    void this.#ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { home, admin } = this.words;
    const now = Date.now();
    return this.locks.map(
      ({ name, side, until }) => html`<div class="locked" role="status">${warning}
        <div><p>${home.linkLocked[side](name)}</p><p class="small">${home.linkLockedHelp(admin.at(momentOf(Date.parse(until), now, this.zone)))}</p></div>
        <button aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#unlock}>${home.unlock}</button></div>`,
    );
  }

  async #ask() {
    const { linkId } = this;
    try {
      const { needs } = await readNow();
      if (linkId !== this.linkId) return;
      this.locks = needs.filter((need): need is Lock => need.kind === 'link_locked' && need.link.id === linkId);
    } catch (error) {
      // The page beside it says what is wrong.
      if (!(error instanceof Refused)) throw error;
    }
    clearTimeout(this.#timer);
    const soonest = Math.min(...this.locks.map(({ until }) => Date.parse(until)));
    if (Number.isFinite(soonest))
      this.#timer = setTimeout(() => void this.#ask(), Math.max(1000, soonest - Date.now() + 500));
  }

  async #unlock() {
    if (this.busy) return;
    const [lock] = this.locks;
    this.busy = true;
    try {
      await unlockLink(this.linkId);
      this.locks = [];
      notify({ text: this.words.home.unlocked(lock?.name ?? '') });
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }
}
