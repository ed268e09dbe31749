import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changeLink } from './calls.ts';
import { changeOf, formOf, type LinkForm, type Mistakes, mistakesIn, type Where } from './link-change.ts';
import { refusedFields } from './refused-fields.ts';
import { screensAsked } from './screens-asked.ts';

interface Given {
  readonly words: () => Words;
  readonly where: () => Where;
  /** The link as the page has it. */
  readonly link: () => Link | undefined;
  /** Who is signed in may change what screens show. */
  readonly screens: () => boolean;
  /** The link as it was saved. */
  readonly told: (link: Link) => void;
  /** Puts the cursor into a field. */
  readonly goTo: (name: string) => void;
}

/** What was typed into the form of a link and not saved, what is wrong with it, and how it is saved. */
export class LinkEdit implements ReactiveController {
  mistakes: Mistakes = {};
  saving = false;
  #edits: Partial<LinkForm> = {};
  readonly #host: ReactiveControllerHost;
  readonly #given: Given;

  constructor(host: ReactiveControllerHost, given: Given) {
    this.#host = host;
    this.#given = given;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#leave);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#leave);
  }

  form(link: Link): LinkForm {
    return { ...formOf(link, this.#given.where()), ...this.#edits };
  }

  changed(link: Link): boolean {
    const before = formOf(link, this.#given.where());
    const after = this.form(link);
    return (Object.keys(this.#edits) as (keyof LinkForm)[]).some((name) => after[name] !== before[name]);
  }

  edit(change: Partial<LinkForm>): void {
    this.#edits = { ...this.#edits, ...change };
    this.mistakes = {};
    this.#host.requestUpdate();
  }

  readonly discard = (): void => {
    this.#edits = {};
    this.mistakes = {};
    this.#host.requestUpdate();
  };

  readonly #leave = (event: BeforeUnloadEvent) => {
    const link = this.#given.link();
    if (link && this.changed(link)) event.preventDefault();
  };

  readonly save = async (): Promise<void> => {
    const link = this.#given.link();
    if (!link || this.saving || !this.changed(link)) return;
    const where = this.#given.where();
    const before = formOf(link, where);
    const form = this.form(link);
    if (this.#wrong(mistakesIn(form, before, link.policy.password, where))) return;
    const change = changeOf(form, before, where);
    if (Object.keys(change).length === 0) return this.discard();
    this.saving = true;
    this.#host.requestUpdate();
    const words = this.#given.words();
    try {
      const hides = !link.policy.password && Boolean(change.policy?.password);
      const after = hides ? await screensAsked(link, this.#given.screens(), words) : undefined;
      if (hides && !after) return;
      this.#given.told(await changeLink(link.id, change));
      this.discard();
      await after?.();
      notify({ text: words.links.form.saved });
    } catch (error) {
      if (!(error instanceof Refused) || !this.#wrong(refusedFields(error, form))) notifyRefused(error, words);
    } finally {
      this.saving = false;
      this.#host.requestUpdate();
    }
  };

  /** Shows what is wrong and goes to the first of it; false where nothing is. */
  #wrong(mistakes: Mistakes): boolean {
    this.mistakes = mistakes;
    this.#host.requestUpdate();
    const [first] = Object.keys(mistakes);
    if (first !== undefined) this.#given.goTo(first);
    return first !== undefined;
  }
}
