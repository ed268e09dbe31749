import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Session } from '#contract/box.ts';
import type { Locale } from '#contract/common.ts';
import { words } from '#words/index.ts';
import { Refused } from './api.ts';
import { readSetup, type SetupState, signOut, whoAmI } from './box/calls.ts';
import { browserLocale, chosenLocale, rememberLocale } from './language.ts';
import { controls } from './parts/controls.ts';
import { problemLine, sentenceOf } from './parts/problem-line.ts';
import './box/setup-page.ts';
import './box/sign-in-page.ts';
import './parts/door-frame.ts';
import './parts/staff-frame.ts';
import './projects/now-page.ts';

/** The staff's page as a whole: which page is on follows from the box's state and from who is signed in. */
@customElement('admin-app')
export class AdminApp extends LitElement {
  @state() private setup: SetupState | undefined;
  @state() private session: Session | undefined;
  @state() private refused: Refused | undefined;
  @state() private chosen: Locale | undefined = chosenLocale();
  @state() private ended = false;
  @state() private leaving = false;

  static override styles = [
    controls,
    css`
    .problem { margin: 0 0 16px; }
    .alone { display: grid; gap: 16px; justify-items: start; }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  /** What was chosen here; on a box that is set up its own language, else the browser's. */
  get #locale(): Locale {
    return this.chosen ?? (this.setup?.claimed ? this.setup.locale : browserLocale());
  }

  override willUpdate() {
    document.documentElement.lang = this.#locale;
    const { admin } = words(this.#locale);
    const page = this.session
      ? admin.now.title
      : !this.setup
        ? undefined
        : this.setup.claimed
          ? admin.signIn.title
          : admin.setup.title;
    const boxName = this.session?.boxName ?? this.setup?.boxName ?? 'Maiimg Box';
    document.title = page === undefined ? boxName : `${page} - ${boxName}`;
  }

  override render() {
    const own = words(this.#locale);
    if (this.session) {
      return html`<staff-frame .words=${own} .session=${this.session} .otherLang=${this.#other} ?leaving=${this.leaving}
        @change-language=${() => this.#choose(this.#other)} @sign-out=${this.#signOut}>
        ${this.refused ? problemLine(sentenceOf(this.refused, own)) : nothing}
        <now-page .words=${own} .session=${this.session} @session-ended=${this.#sessionEnded}></now-page>
      </staff-frame>`;
    }
    if (!this.setup) {
      if (!this.refused) return nothing;
      return html`<door-frame boxName="Maiimg Box"><div class="alone">
        ${problemLine(sentenceOf(this.refused, own))}<button class="primary" @click=${this.#load}>${own.admin.retry}</button>
      </div></door-frame>`;
    }
    const { claimed, boxName } = this.setup;
    // Before the claim the language is one of the questions, and asked in the form.
    const other = claimed ? own.admin.otherLanguage : '';
    return html`<door-frame .boxName=${boxName} .otherLanguage=${other} .otherLang=${this.#other} @change-language=${() => this.#choose(this.#other)}>
      ${
        claimed
          ? html`<sign-in-page .words=${own} ?ended=${this.ended} @signed-in=${this.#load}></sign-in-page>`
          : html`<setup-page .words=${own} .locale=${this.#locale} .boxName=${boxName} @claimed=${this.#load}
              @choose-language=${({ detail }: CustomEvent<Locale>) => this.#choose(detail)}></setup-page>`
      }
    </door-frame>`;
  }

  get #other(): Locale {
    return this.#locale === 'en' ? 'zh-CN' : 'en';
  }

  #choose(locale: Locale) {
    this.chosen = locale;
    rememberLocale(locale);
  }

  async #load() {
    this.refused = undefined;
    try {
      const setup = await readSetup();
      const session = setup.claimed ? await whoAmI().catch(strangersAreNobody) : undefined;
      this.setup = setup;
      this.session = session;
      if (session) this.ended = false;
    } catch (error) {
      this.#tell(error);
    }
  }

  #sessionEnded() {
    this.session = undefined;
    this.ended = true;
    void this.#load();
  }

  async #signOut() {
    this.leaving = true;
    this.refused = undefined;
    try {
      await signOut().catch(strangersAreNobody);
      this.session = undefined;
      this.ended = false;
      await this.#load();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.leaving = false;
    }
  }

  #tell(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    this.refused = error;
  }
}

function strangersAreNobody(error: unknown): undefined {
  if (!(error instanceof Refused) || error.code !== 'not_signed_in') throw error;
}
