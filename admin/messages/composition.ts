import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Locale } from '#contract/common.ts';
import type { ComposeInput, Message, MessageText, Purpose, SentHow, Wording } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { Refused } from '../api.ts';
import { addSent, composeMessages, listTexts, readCsv, removeSent } from './calls.ts';
import { firstText, keyOf, sentItems } from './ways.ts';

export interface Wish {
  readonly projectId: string;
  readonly kind: ProjectKind | undefined;
  readonly linkIds: readonly string[];
  readonly purpose: Purpose;
  readonly together: boolean;
  readonly locale: Locale;
}
interface Note {
  readonly how: SentHow;
  readonly ids: readonly string[];
}

/** What is about to be sent: which text, in which language, the message for each person, and which of them are sent. */
export class Composition implements ReactiveController {
  texts: readonly MessageText[] | undefined;
  messages: readonly Message[] | undefined;
  refused: Refused | undefined;
  /** Which message is shown. */
  at = 0;
  /** Empty: own words. */
  textId = '';
  /** Own words, or those of a text as they were changed for this time. */
  draft: Wording | undefined;
  locale: Locale = 'zh-CN';
  together = false;
  #wish: Wish | undefined;
  #turn = 0;
  /** By message, as it was changed by hand. */
  #edits = new Map<string, Wording>();
  #sent = new Map<string, Note>();
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Begins with the text that fits the purpose. */
  async start(wish: Wish): Promise<void> {
    this.#wish = wish;
    this.texts = undefined;
    this.#sent = new Map();
    this.draft = undefined;
    this.locale = wish.locale;
    this.together = wish.together && wish.linkIds.length > 1;
    await this.#settle(async () => {
      const texts = await listTexts(wish.kind);
      return () => {
        this.texts = texts;
        this.textId = firstText(texts, wish.purpose)?.id ?? '';
      };
    });
    if (this.refused) return;
    if (this.textId === '') this.draft = { subject: '', body: '' };
    await this.compose();
  }

  /** Asks for all messages anew; what was changed by hand goes. */
  async compose(): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    if (!this.texts) return this.start(wish);
    this.messages = undefined;
    this.#edits = new Map();
    const asked: ComposeInput = {
      linkIds: [...wish.linkIds],
      ...(this.draft ? { text: this.draft } : { textId: this.textId }),
      locale: this.locale,
      together: this.together,
    };
    await this.#settle(async () => {
      const messages = await composeMessages(wish.projectId, asked);
      return () => {
        this.messages = messages;
        this.at = Math.min(this.at, Math.max(0, messages.length - 1));
      };
    });
  }

  choose(change: { textId?: string; locale?: Locale; together?: boolean }): Promise<void> {
    if (change.textId !== undefined) {
      this.textId = change.textId;
      this.draft = undefined;
    }
    if (change.locale !== undefined) {
      // A text of the box has the other language; what was typed stays as it is.
      if (this.textId !== '') this.draft = undefined;
      this.locale = change.locale;
    }
    if (change.together !== undefined) {
      this.together = change.together;
      this.at = 0;
    }
    return this.compose();
  }

  get text(): MessageText | undefined {
    return this.texts?.find(({ id }) => id === this.textId);
  }

  /** The words with their fields, as they are before anybody's values are in them. */
  get wording(): Wording {
    const texts = this.text?.texts;
    const own = texts?.[this.locale];
    return (
      this.draft ??
      (own?.body === '' ? texts?.[this.locale === 'en' ? 'zh-CN' : 'en'] : own) ?? { subject: '', body: '' }
    );
  }

  get message(): Message | undefined {
    return this.messages?.[this.at];
  }

  /** A message as it will be sent. */
  saidIn(message: Message): Wording {
    return this.#edits.get(keyOf(message)) ?? { subject: message.subject, body: message.body };
  }

  isEdited(message: Message): boolean {
    return this.#edits.has(keyOf(message));
  }

  edit(message: Message, change: Partial<Wording> | undefined): void {
    if (change) this.#edits.set(keyOf(message), { ...this.saidIn(message), ...change });
    else this.#edits.delete(keyOf(message));
    this.#host.requestUpdate();
  }

  /** How a message was sent; undefined where it was not yet. */
  sentHow(message: Message): SentHow | undefined {
    return this.#sent.get(keyOf(message))?.how;
  }

  get sentCount(): number {
    return this.messages?.filter((message) => this.sentHow(message)).length ?? 0;
  }

  /** The next one that is not sent yet, from the one shown on; undefined where all are. */
  get nextAt(): number | undefined {
    const all = this.messages ?? [];
    const order = [...all.keys()].map((nr) => (this.at + 1 + nr) % all.length);
    return order.find((nr) => all[nr] && !this.sentHow(all[nr]));
  }

  show(at: number): void {
    this.at = at;
    this.#host.requestUpdate();
  }

  /** Notes messages as sent. Throws Refused. */
  async mark(messages: readonly Message[], how: SentHow): Promise<void> {
    const wish = this.#wish;
    const those = messages.filter((message) => !this.sentHow(message));
    if (!wish || those.length === 0) return;
    // Of very many the words would be more than the box takes at once; each has the text's id all the same.
    const keep = those.length <= 100;
    const items = those.flatMap((message) => sentItems(message, keep ? this.saidIn(message).body : ''));
    const notes: string[][] = those.map(() => []);
    const owner = those.flatMap((message, nr) => message.linkIds.map(() => nr));
    for (let from = 0; from < items.length; from += 500) {
      const some = await addSent(wish.projectId, {
        items: items.slice(from, from + 500),
        ...(this.textId !== '' && { textId: this.textId }),
        purpose: this.text?.purpose ?? wish.purpose,
        how,
      });
      for (const [nr, { id }] of some.entries()) notes[owner[from + nr] ?? 0]?.push(id);
    }
    for (const [nr, message] of those.entries()) this.#sent.set(keyOf(message), { how, ids: notes[nr] ?? [] });
    this.#host.requestUpdate();
  }

  /** Takes back that messages were sent. Throws Refused. */
  async unmark(messages: readonly Message[]): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    for (const message of messages) {
      for (const id of this.#sent.get(keyOf(message))?.ids ?? []) await removeSent(wish.projectId, id);
      this.#sent.delete(keyOf(message));
    }
    this.#host.requestUpdate();
  }

  /** All of it as a table, in the words as they are before anything was changed by hand. Throws Refused. */
  csv(): Promise<Blob> {
    const { projectId = '', linkIds = [] } = this.#wish ?? {};
    return readCsv(projectId, {
      linkIds,
      ...(this.draft ? { text: this.draft } : { textId: this.textId }),
      locale: this.locale,
    });
  }

  async #settle(ask: () => Promise<() => void>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.refused = undefined;
    this.#host.requestUpdate();
    try {
      const take = await ask();
      if (turn === this.#turn) take();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.refused = error;
    }
    this.#host.requestUpdate();
  }
}
