import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Session, Settings } from '#contract/box.ts';
import type { Locale } from '#contract/common.ts';
import { words } from '#words/index.ts';
import { Refused, sessionOver } from './api.ts';
import { readSettings, readSetup, type SetupState, signOut, whoAmI } from './box/calls.ts';
import { wearBrand } from './brand.ts';
import { browserLocale, chosenLocale, rememberLocale } from './language.ts';
import { uploads } from './library/uploads.ts';
import { Live, startLive, stopLive, watchLive } from './live.ts';
import { waiting } from './load.ts';
import { pages } from './pages.ts';
import { controls } from './parts/controls.ts';
import { problemLine, sentenceOf } from './parts/problem-line.ts';
import { go, href, type Place, placeOf, watchPlace } from './router.ts';
import { type Page, routes } from './routes.ts';
import './box/house-dialog.ts';
import './box/own-password-dialog.ts';
import './box/setup-page.ts';
import './box/sign-in-page.ts';
import './parts/ask-first.ts';
import './parts/door-frame.ts';
import './parts/notice.ts';
import './parts/staff-frame.ts';

/** The staff's page as a whole: which page is on follows from the box's state, who is signed in, and the address. */
@customElement('admin-app')
export class AdminApp extends LitElement {
  @state() private setup: SetupState | undefined;
  @state() private session: Session | undefined;
  @state() private settings: Settings | undefined;
  @state() private refused: Refused | undefined;
  @state() private chosen: Locale | undefined = chosenLocale();
  @state() private ended = false;
  @state() private place: Place = placeOf(routes, new URL(location.href));
  /** The page whose element is there: the one before stays until the next has come. */
  @state() private shown: Place | undefined;
  @state() private changingPassword = false;
  @state() private marking = false;
  /** The box has not said for 400 ms who is there. */
  @state() private slow = false;
  #leaving = false;
  #stop: (() => void) | undefined;
  #stopLive: (() => void) | undefined;

  static override styles = [
    controls,
    css`
      .alone { display: grid; gap: 16px; justify-items: start; }
      .problem { margin: 0 0 16px; }
      .first { max-width: 1016px; padding: 64px 16px; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'settings.changed',
      async () => {
        this.settings = await readSettings();
      },
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#stop = watchPlace(() => this.#move());
    addEventListener(sessionOver, this.#sessionOver);
    this.#stopLive = watchLive((connected) => {
      if (connected && this.refused && this.shown?.page !== this.place.page) void this.#again();
    });
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stopLive?.();
    removeEventListener(sessionOver, this.#sessionOver);
  }

  /** What was chosen here; on a box that is set up its own language, else the browser's. */
  get #locale(): Locale {
    return this.chosen ?? (this.setup?.claimed ? this.setup.locale : browserLocale());
  }

  get #entry() {
    return this.shown && this.shown.page in pages ? pages[this.shown.page as Exclude<Page, 'invite'>] : undefined;
  }

  override willUpdate() {
    document.documentElement.lang = this.#locale;
    wearBrand(this.settings?.brandColour ?? this.setup?.brandColour);
    const own = words(this.#locale);
    const page = this.session
      ? this.#entry?.title(own)
      : this.setup && (this.setup.claimed ? own.admin.signIn.title : own.admin.setup.title);
    const boxName = this.settings?.boxName ?? this.setup?.boxName ?? 'Maiimg Box';
    document.title = page === undefined ? boxName : `${page} - ${boxName}`;
  }

  override render() {
    const own = words(this.#locale);
    if (this.session && this.settings) {
      return html`<staff-frame .words=${own} .session=${this.session} .settings=${this.settings} .path=${this.place.path} ?whole=${this.#entry?.whole === true}
        @change-language=${() => this.#choose(this.#other)} @sign-out=${this.#signOut} @own-password=${() => {
          this.changingPassword = true;
        }} @house=${() => {
          this.marking = true;
        }}>
        ${this.refused ? problemLine(sentenceOf(this.refused, own), html`<button @click=${() => void this.#again()}>${own.admin.retry}</button>`) : nothing}
        ${this.#page()}
      </staff-frame>
      <own-password-dialog .words=${own} ?open=${this.changingPassword} @closed=${() => {
        this.changingPassword = false;
      }}></own-password-dialog><house-dialog .words=${own} ?open=${this.marking} @closed=${() => {
        this.marking = false;
      }}></house-dialog><question-box .words=${own}></question-box><notice-stack .words=${own}></notice-stack>`;
    }
    if (!this.setup) {
      if (!this.refused) return this.slow ? html`<div class="first">${waiting(own)}</div>` : nothing;
      return html`<door-frame boxName="Maiimg Box"><div class="alone">
        ${problemLine(sentenceOf(this.refused, own))}<button class="primary" @click=${this.#load}>${own.admin.retry}</button>
      </div></door-frame>`;
    }
    const { claimed, boxName } = this.setup;
    // Before the claim the language is one of the questions, and asked in the form.
    const other = claimed ? own.admin.otherLanguage : '';
    return html`<door-frame .boxName=${boxName} .logo=${this.setup.logo} .otherLanguage=${other} .otherLang=${this.#other} @change-language=${() => this.#choose(this.#other)}>
      ${this.#door(claimed)}
    </door-frame>`;
  }

  #door(claimed: boolean) {
    const own = words(this.#locale);
    if (claimed && this.place.page === 'invite')
      return html`<invite-page .words=${own} @signed-in=${this.#entered}></invite-page>`;
    if (claimed) return html`<sign-in-page .words=${own} ?ended=${this.ended} @signed-in=${this.#load}></sign-in-page>`;
    return html`<setup-page .words=${own} .locale=${this.#locale} .boxName=${this.setup?.boxName ?? ''} @claimed=${this.#load}
      @choose-language=${({ detail }: CustomEvent<Locale>) => this.#choose(detail)}></setup-page>`;
  }

  #page() {
    const { shown, session, settings } = this;
    if (!shown || !session || !settings) return nothing;
    const own = words(this.#locale);
    const entry = this.#entry;
    const may = entry?.roles?.includes(session.role) ?? true;
    if (entry && may) return entry.draw({ words: own, session, settings, place: shown });
    return html`<div class="empty"><h1 tabindex="-1">${entry ? own.problems.not_allowed : own.admin.lost}</h1><a class="button primary" href=${href('/')}>${own.admin.toNow}</a></div>`;
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
    const timer = setTimeout(() => {
      this.slow = true;
    }, 400);
    try {
      // Only the door's page for guests of the staff needs it.
      if (this.place.page === 'invite') await import('./box/invite-page.ts');
      const setup = await readSetup();
      const session = setup.claimed ? await whoAmI().catch(strangersAreNobody) : undefined;
      this.settings = session ? await readSettings() : undefined;
      this.setup = setup;
      this.session = session;
      if (session) {
        this.ended = false;
        startLive(this.#socketOver);
        void uploads.start(session.id);
        if (this.place.page === 'invite') go('/', { replace: true });
        await this.#move();
      }
    } catch (error) {
      this.#tell(error);
    } finally {
      clearTimeout(timer);
      this.slow = false;
    }
  }

  /** A page whose files did not come: browsers keep that answer until the whole is opened anew. */
  async #again() {
    try {
      await readSetup();
      location.reload();
    } catch (error) {
      this.#tell(error);
    }
  }

  async #move() {
    const place = placeOf(routes, new URL(location.href));
    const samePage = this.shown?.page === place.page;
    this.place = place;
    if (place.page in pages) {
      try {
        await pages[place.page as keyof typeof pages].load();
        this.refused = undefined;
      } catch {
        // The box was updated since this page was opened, or is away.
        this.refused = new Refused('offline');
        return;
      }
    }
    if (this.place !== place) return;
    this.shown = place;
    if (!samePage) scrollTo(0, 0);
  }

  #entered() {
    go('/', { replace: true });
    void this.#load();
  }

  readonly #sessionOver = () => {
    if (!this.session) return;
    this.session = undefined;
    this.ended = true;
    stopLive();
    void this.#load();
  };

  /** The socket's session is over; the page may have another one by now, after a change of the own password. */
  readonly #socketOver = async () => {
    stopLive();
    try {
      await whoAmI();
      // A moment, so that two that disagree do not ask each other without end.
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (this.session) startLive(this.#socketOver);
    } catch {
      this.#sessionOver();
    }
  };

  async #signOut() {
    if (this.#leaving) return;
    this.#leaving = true;
    this.refused = undefined;
    try {
      await signOut().catch(strangersAreNobody);
      stopLive();
      this.session = undefined;
      this.ended = false;
      await this.#load();
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#leaving = false;
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
