import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import type { PickupPhoto, TakenAway } from '#contract/pickup.ts';
import type { Venue } from '../scenes/venue-still.ts';
import { type Taking, takeAway } from './line.ts';
import { Patience } from './patience.ts';
import './picking-page.ts';
import { pickupStationStyle } from './pickup-station-style.ts';
import { ShelfKeeper } from './shelf-keeper.ts';
import './taken-code.ts';
import { pickupWords } from './words.ts';

/** It fades for so long. */
const fadeMs = 300;
/** What was said stays so long. */
const noticeMs = 6000;
/** The invitation takes another place that often: nothing stands still on a panel. */
const moveMs = 60_000;

/**
 * The pickup station over a screen's loop: an invitation until somebody touches it, then photos to be ticked and taken
 * along by a code; afterwards, or when nobody is there any more, it knows nothing of them and the loop is seen again.
 * Says `used` when it was opened, left, or something was ticked.
 */
@customElement('pickup-station')
export class PickupStation extends LitElement {
  /** As the box tells it (`ShowState.screen.pickup`); null: this screen is none. */
  @property({ attribute: false }) pickup: { readonly version: number } | null = null;
  @property({ attribute: false }) venue!: Venue;
  @property({ attribute: false }) boxNow: () => number = Date.now;
  @property({ type: Boolean }) reached = false;
  /** Something else has the screen: what staff pinned, or nothing at all. */
  @property({ type: Boolean }) withheld = false;
  @state() private stage: 'idle' | 'open' | 'leaving' = 'idle';
  @state() private locale: Locale = 'zh-CN';
  @state() private ticked: ReadonlyMap<string, PickupPhoto> = new Map();
  @state() private taking = false;
  @state() private taken: TakenAway | undefined;
  @state() private asking: number | null = null;
  @state() private notice: string | undefined;

  readonly #shelf = new ShelfKeeper(() => this.#shelved());
  readonly #patience = new Patience(
    (left) => {
      this.asking = left;
    },
    () => this.leave(),
  );
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #moving: ReturnType<typeof setInterval> | undefined;
  /** Another guest: what was asked for the one before is not for this one. */
  #guest = 0;

  static override styles = pickupStationStyle;

  /** Whether somebody uses it. */
  get open(): boolean {
    return this.stage === 'open';
  }

  /** Photos that are ticked. */
  get picked(): number {
    return this.open ? this.ticked.size : 0;
  }

  /** Settles when nothing is seen that this version of its shelf has not. */
  settled(): Promise<void> {
    return this.pickup ? this.#shelf.settled(this.pickup.version) : Promise.resolve();
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#moving = setInterval(() => this.requestUpdate(), moveMs);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#moving);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#patience.stop();
    this.#shelf.want(undefined, false);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('pickup') || changed.has('reached')) this.#shelf.want(this.pickup?.version, this.reached);
    if (this.stage === 'open' && (!this.pickup || this.withheld)) this.leave();
  }

  override render() {
    if (!this.pickup || (this.withheld && this.stage === 'idle')) return nothing;
    const words = pickupWords(this.stage === 'idle' ? this.venue.locale : this.locale);
    if (this.stage === 'idle') return this.#invitation(words.invitation);
    return html`<div class="content station ${this.stage}" lang=${this.locale} role="region" aria-label=${words.title}
      @pointerdown=${this.#touched} @pointermove=${this.#touched} @keydown=${this.#touched} @wheel=${this.#touched}>
      ${
        this.taken
          ? html`<taken-code .taken=${this.taken} .words=${words} .zone=${this.venue.timeZone} .boxNow=${this.boxNow} ?reached=${this.reached}
              lang=${this.locale} @over=${() => this.leave()}></taken-code>`
          : html`<picking-page .shelf=${this.#shelf.shelf} .picked=${this.ticked} .words=${words} .zone=${this.venue.timeZone} .boxNow=${this.boxNow}
              ?reached=${this.reached} ?taking=${this.taking} .notice=${this.notice} lang=${this.locale}
              @tick=${({ detail }: CustomEvent<PickupPhoto>) => this.#tick(detail)} @take=${this.#take} @language=${this.#switch}></picking-page>`
      }
      ${this.asking === null ? nothing : this.#still(this.asking)}
    </div>`;
  }

  /** Forgets all of this guest, and gives the screen back to its loop. */
  leave(): void {
    if (this.stage !== 'open') return;
    this.#guest += 1;
    this.#patience.stop();
    this.stage = 'leaving';
    this.#shelf.open(false);
    this.#said();
    this.#later('leaving', fadeMs, () => {
      Object.assign(this, { stage: 'idle', ticked: new Map(), taking: false, taken: undefined, notice: undefined });
    });
  }

  #invitation(text: string) {
    // Left, middle, right: words that stand still for hours stay in a panel.
    const place = Math.floor(this.boxNow() / moveMs) % 3;
    return html`<button class="door" aria-label=${text} @click=${this.#enter}></button>
      <div class="content invitation" lang=${this.venue.locale} aria-hidden="true"><p class="at-${place}">
        <svg viewBox="0 0 48 48"><path d="M19 27V11a4 4 0 0 1 8 0v11l9 2.6a5 5 0 0 1 3.5 5.8l-1.8 8A6 6 0 0 1 31.800 43H24a6 6 0 0 1-4.600-2.100L11 31a3.700 3.700 0 0 1 5.600-4.800L19 28.500" /></svg>
        ${text}</p></div>`;
  }

  #still(left: number) {
    const { still } = pickupWords(this.locale);
    // A touch answers when it is over: gone at its beginning, it would leave the touch to the photo below.
    return html`<div class="still" role="alertdialog" aria-label=${still.title} @pointerdown=${keep} @pointermove=${keep} @click=${this.#stay}>
      <h2>${still.title}</h2>
      <p>${still.text(left)}</p>
      <div>
        <button class="primary" @keydown=${keep}>${still.yes}</button>
        <button @keydown=${keep} @click=${this.#no}>${still.no}</button>
      </div>
    </div>`;
  }

  readonly #enter = () => {
    if (this.stage !== 'idle' || !this.pickup) return;
    this.locale = this.venue.locale;
    this.stage = 'open';
    this.#shelf.open(true);
    this.#patience.touch();
    this.#said();
  };

  /** While the code is shown its own time runs. */
  readonly #touched = (event: Event) => {
    // What merely hovers is nobody.
    if (event.type !== 'pointermove' || (event as PointerEvent).buttons > 0) this.#stay();
  };

  readonly #stay = () => {
    if (this.stage === 'open' && !this.taken) this.#patience.touch();
  };

  readonly #no = (event: Event) => {
    keep(event);
    this.leave();
  };

  readonly #switch = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
  };

  #tick(photo: PickupPhoto) {
    if (this.taking) return;
    const most = this.#shelf.shelf?.most ?? 0;
    const ticked = new Map(this.ticked);
    if (!ticked.delete(photo.id)) {
      if (ticked.size >= most) return this.#tell(pickupWords(this.locale).full(most));
      ticked.set(photo.id, photo);
    }
    this.ticked = ticked;
    this.notice = undefined;
    this.#said();
  }

  readonly #take = async () => {
    if (this.taking || this.ticked.size === 0 || !this.reached) return;
    const guest = this.#guest;
    this.taking = true;
    const taking = await takeAway([...this.ticked.keys()]);
    if (guest !== this.#guest || this.stage !== 'open') return;
    this.taking = false;
    this.#answered(taking);
  };

  #answered(taking: Taking) {
    const { refused, waits } = pickupWords(this.locale);
    if ('taken' in taking) {
      this.taken = taking.taken;
      this.ticked = new Map();
      this.notice = undefined;
      this.#patience.stop();
      this.#said();
    } else if ('gone' in taking) this.#untick(new Set(taking.gone));
    else if ('wait' in taking) this.#tell(refused.many(taking.wait));
    else this.#tell(taking.failed === 'away' ? waits : refused.other);
  }

  /** Another shelf: what is not on it any more is not ticked either, and what was replaced is ticked as it is now. */
  #shelved() {
    const { shelf } = this.#shelf;
    if (this.ticked.size > 0 && shelf) {
      const there = new Map(shelf.photos.map((photo) => [photo.id, photo]));
      this.#untick(new Set([...this.ticked.keys()].filter((id) => !there.has(id))));
      this.ticked = new Map([...this.ticked].map(([id, photo]) => [id, there.get(id) ?? photo]));
    }
    this.requestUpdate();
  }

  #untick(gone: ReadonlySet<string>) {
    const left = [...this.ticked].filter(([id]) => !gone.has(id));
    const count = this.ticked.size - left.length;
    if (count === 0) return;
    this.ticked = new Map(left);
    this.#tell(pickupWords(this.locale).refused.gone(count));
    this.#said();
  }

  #tell(notice: string) {
    this.notice = notice;
    this.#later('notice', noticeMs, () => {
      this.notice = undefined;
    });
  }

  #said() {
    this.dispatchEvent(new Event('used'));
  }

  #later(what: string, ms: number, act: () => void) {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(what, setTimeout(act, ms));
  }
}

/** Nothing above hears of it. */
function keep(event: Event): void {
  event.stopPropagation();
}

declare global {
  interface HTMLElementTagNameMap {
    'pickup-station': PickupStation;
  }
}
