import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';

/** The button that makes, and what it says; `may`: whether there is anything to make yet. */
export interface MakeButton {
  readonly make: string;
  readonly making: string;
  readonly may?: boolean;
  readonly run: () => void;
}

/**
 * What dialogs share that make something. `M` is what they make; where that tells something once alone (a password that
 * the box made up), it stays in `made` until it was noted, also by Escape: it is there all the same. They say `closed`.
 */
export abstract class MakerDialog<M> extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @state() protected busy = false;
  @state() protected refused: Refused | undefined;
  @state() protected made: M | undefined;

  /** Begins anew; called each time that it is opened. */
  protected abstract begin(): void;

  /** Tells whoever opened it, once it is closed. */
  protected abstract tell(made: M): void;

  override willUpdate(changed: PropertyValues) {
    if (!changed.has('open') || !this.open) return;
    this.refused = undefined;
    this.made = undefined;
    this.begin();
  }

  /** Makes it. `toNote`: whether it tells something once alone. `explained`: whether a refusal was shown where it belongs. */
  protected async makeIt(
    make: () => Promise<M>,
    toNote: (made: M) => boolean,
    explained: (refused: Refused) => boolean | Promise<boolean> = () => false,
  ): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const made = await make();
      if (toNote(made)) this.made = made;
      else this.#end(made);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!(await explained(error))) this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Its buttons, for the dialog's slot `footer`. */
  protected buttons({ make, making, may = true, run }: MakeButton): TemplateResult {
    const { admin, links } = this.words;
    if (this.made !== undefined) {
      return html`<button slot="footer" class="primary" @click=${this.closed}>${links.noted}</button>`;
    }
    return html`<button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy || !may ? 'true' : 'false'} @click=${run}>${this.busy ? making : make}</button>`;
  }

  /** For `closed` of the dialog within. */
  protected readonly closed = () => {
    if (this.made !== undefined) this.#end(this.made);
    else this.dispatchEvent(new Event('closed'));
  };

  #end(made: M) {
    this.made = undefined;
    this.#close();
    this.tell(made);
  }

  readonly #close = () => {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  };
}
