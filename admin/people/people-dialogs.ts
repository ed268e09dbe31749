import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Link } from '#contract/links.ts';
import type { Purpose } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { type Words, words } from '#words/index.ts';
import { notify } from '../parts/notice.ts';
import { mostAtOnce } from './calls.ts';
import { retag } from './people-acts.ts';
import { firstPurpose } from './person-facts.ts';
import '../messages/compose-dialog.ts';
import './import-dialog.ts';
import './making-dialog.ts';
import './recipient-dialog.ts';
import './tag-dialog.ts';

type Dialog = 'person' | 'import' | 'making' | 'tag' | 'untag' | 'compose';

/** The dialogs about recipients; call what is to open. It says `changed` when the box has something new, and `done` when an act on several is through. */
@customElement('people-dialogs')
export class PeopleDialogs extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  /** Tags that are in use. */
  @property({ attribute: false }) tags: readonly string[] = [];
  @state() private dialog: Dialog | undefined;
  @state() private subject: Recipient | undefined;
  @state() private those: readonly Recipient[] = [];
  @state() private writing: { linkIds: readonly string[]; purpose: Purpose } = { linkIds: [], purpose: 'other' };

  /** Adds somebody, or changes who is named. */
  edit(subject?: Recipient) {
    this.subject = subject;
    this.dialog = 'person';
  }

  import() {
    this.dialog = 'import';
  }

  /** Makes a link for each. */
  make(those: readonly Recipient[]) {
    this.#ask('making', those);
  }

  tag(those: readonly Recipient[], removing: boolean) {
    this.#ask(removing ? 'untag' : 'tag', those);
  }

  /** Writes about those that open; where none does any more, about all. Without a purpose: as links are sent first. */
  write(links: readonly Link[], purpose: Purpose = firstPurpose[this.kind ?? 'event']) {
    const { bar } = this.words.people;
    const open = links.filter(({ state }) => state === 'live' || state === 'scheduled');
    const linkIds = (open.length > 0 ? open : links).map(({ id }) => id);
    if (linkIds.length === 0) return notify({ text: bar.noLinks, failed: true });
    if (linkIds.length > mostAtOnce) return notify({ text: bar.most(mostAtOnce), failed: true });
    this.writing = { linkIds, purpose };
    this.dialog = 'compose';
  }

  override render() {
    const { dialog, projectId, those } = this;
    const removing = dialog === 'untag';
    const known = removing ? [...new Set(those.flatMap(({ tags }) => tags))] : this.tags.slice(0, 20);
    return html`
      <recipient-dialog .words=${this.words} .projectId=${projectId} .subject=${this.subject} ?open=${dialog === 'person'} @saved=${this.#changed} @closed=${this.#closed('person')}></recipient-dialog>
      <import-dialog .words=${this.words} .projectId=${projectId} ?open=${dialog === 'import'} @imported=${this.#changed} @closed=${this.#closed('import')}></import-dialog>
      <making-dialog .words=${this.words} .projectId=${projectId} .kind=${this.kind} .recipients=${those} ?open=${dialog === 'making'} @made=${this.#done}
        @write=${({ detail }: CustomEvent<readonly Link[]>) => this.write(detail)} @closed=${this.#closed('making')}></making-dialog>
      <tag-dialog .words=${this.words} .count=${those.length} .known=${known} ?removing=${removing} ?open=${dialog === 'tag' || removing}
        @tags=${({ detail }: CustomEvent<string[]>) => void retag(those, detail, removing, this.words).then(this.#done)} @closed=${this.#closed('tag', 'untag')}></tag-dialog>
      <compose-dialog .words=${this.words} .projectId=${projectId} .kind=${this.kind} .linkIds=${this.writing.linkIds} .purpose=${this.writing.purpose} ?open=${dialog === 'compose'}
        @sent=${this.#done} @closed=${this.#closed('compose')}></compose-dialog>`;
  }

  #ask(dialog: Dialog, those: readonly Recipient[]) {
    if (those.length > mostAtOnce) return notify({ text: this.words.people.bar.most(mostAtOnce), failed: true });
    this.those = those;
    this.dialog = dialog;
  }

  readonly #changed = () => this.dispatchEvent(new Event('changed'));

  readonly #done = () => {
    this.#changed();
    this.dispatchEvent(new Event('done'));
  };

  /** One that closes because another opened leaves that one open. */
  #closed(...which: readonly Dialog[]) {
    return () => {
      if (this.dialog && which.includes(this.dialog)) this.dialog = undefined;
    };
  }
}
