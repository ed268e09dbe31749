import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Sent } from '#contract/messages.ts';
import type { Story, StoryVisit } from '#contract/people.ts';
import type { Recipient } from '#contract/recipients.ts';
import { AskRows, groupsOf } from '../asks/link-asks.ts';
import { listGalleries } from '../galleries/calls.ts';
import { listAudiences } from '../links/calls.ts';
import { giveAndTell } from '../links/give.ts';
import { actFor, nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { revokeAsked } from '../links/revoke-asked.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { removeSent } from '../messages/calls.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { plus, speech } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { projectGone, projectPath } from '../parts/project-frame.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { forgetPhone, readStory } from './calls.ts';
import { contactLink } from './contact.ts';
import { lookedPhotos } from './looked-photos.ts';
import { ownLink } from './own-link.ts';
import { removeThose } from './people-acts.ts';
import type { PeopleDialogs } from './people-dialogs.ts';
import { recipientPageStyle } from './recipient-style.ts';
import { olderVisits, storyEvents } from './story-events.ts';
import '../links/code-dialog.ts';
import '../parts/admin-menu.ts';
import './people-dialogs.ts';

interface Shown {
  readonly story: Story;
  readonly galleries: readonly Gallery[];
  readonly audiences: readonly Audience[];
}

const pageOf = 30;
const facts = new Set([
  ...['recipient.changed', 'link.changed', 'link.revoked', 'visit.opened', 'message.sent', 'photo.saved'],
  ...['photo.hearted', 'ask.added', 'ask.answered'],
]);

/** One recipient: who it is, its links, and what became of them; what its phones ask for is answered here. */
@customElement('recipient-page')
export class RecipientPage extends PageElement {
  @state() private shown: Link | undefined;
  @state() private coding = false;
  @state() private busy = '';
  @state() private most = pageOf;
  @query('people-dialogs') private dialogs!: PeopleDialogs;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load<Shown>(this, () => this.#ask(), { of: () => this.param('recipientId') });
  readonly #asks = new AskRows(this, () => this.#load.again());

  static override styles = [controls, recipientPageStyle];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts: told }) => facts.has(fact) && told.projectId === this.param('projectId'),
      () => this.#load.again(),
      1000,
    );
  }

  async #ask(): Promise<Shown> {
    const [story, galleries, audiences] = await Promise.all([
      readStory(this.param('recipientId')),
      listGalleries(this.param('projectId')),
      listAudiences(),
    ]);
    return { story, galleries, audiences };
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    const { people: own } = this.words;
    const { value, refused } = this.#load;
    if (refused?.code === 'not_found')
      return html`<div class="empty"><h1 tabindex="-1">${own.recipient.gone}</h1><p>${own.recipient.goneHelp}</p><a class="button primary" href=${href(this.#back)}>${own.lists.all}</a></div>`;
    return html`${projectPath('people', this.param('projectId'), this.#project.value, this.words, { recipientId: this.param('recipientId') })}
      ${value ? nothing : html`<h1 tabindex="-1" class="unseen">${own.recipient.unnamed}</h1>`}
      ${this.#load.render(this.words, (shown) => this.#page(shown))}
      <people-dialogs .words=${this.words} .projectId=${this.param('projectId')} .kind=${this.#project.value?.kind} @changed=${() => void this.#load.again()}></people-dialogs>
      <code-dialog .words=${this.words} .link=${this.shown} .title=${value?.story.recipient.name ?? ''} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#told(detail)}></code-dialog>`;
  }

  #page(shown: Shown) {
    const { people: own } = this.words;
    const { story } = shown;
    const { recipient, links } = story;
    const name = called(recipient);
    const groups = links.flatMap((link) =>
      groupsOf(
        story.asks.filter(({ linkId, state: how }) => linkId === link.id && how === 'open').toReversed(),
        link,
        this.#nameOf(link, shown),
      ),
    );
    return html`
      <header>
        <div class="who"><h1 tabindex="-1">${name}</h1>${recipient.company === '' ? nothing : html`<p class="company">${recipient.company}</p>`}</div>
        ${this.#fixed ? nothing : this.#acts(recipient, links)}
      </header>
      ${this.#asks.render(groups, this.words, this.zone)}
      <dl class="about">
        <div><dt>${own.recipient.contact}</dt><dd>${recipient.contact === '' ? html`<span class="quiet">${own.recipient.none}</span>` : contactLink(recipient.contact)}</dd></div>
        ${recipient.tags.length === 0 ? nothing : html`<div><dt>${own.fields.tags}</dt><dd class="tags">${recipient.tags.map((tag) => html`<span>${tag}</span>`)}</dd></div>`}
        <div><dt>${own.recipient.note}</dt><dd class="note">${recipient.note === '' ? html`<span class="quiet">${own.recipient.noNote}</span>` : recipient.note}</dd></div>
      </dl>
      <section aria-labelledby="links"><h2 id="links">${own.recipient.links}</h2>${
        links.length === 0
          ? html`<div class="empty"><p>${own.recipient.noLinks}</p><p>${own.recipient.noLinksHelp}</p></div>`
          : html`<ul class="links">${links.map((link) => this.#link(link, shown))}</ul>`
      }</section>
      <div class="sides">
        <section aria-labelledby="looked"><h2 id="looked">${own.recipient.looked}${story.hearts.length === 0 ? nothing : html`<span class="small">${own.recipient.hearts(new Set(story.hearts.map(({ photoId }) => photoId)).size)}</span>`}</h2>${lookedPhotos(story, this.words)}</section>
        <section aria-labelledby="story"><h2 id="story">${own.recipient.story}</h2>${this.#story(shown)}</section>
      </div>`;
  }

  #acts(recipient: Recipient, links: readonly Link[]) {
    const { people: own } = this.words;
    const items = [
      { value: 'edit', label: own.edit },
      { value: 'remove', label: own.recipient.remove, dangerous: true },
    ];
    const open = links.filter(({ state: how }) => how !== 'revoked');
    const write = html`<button class="primary" @click=${() => this.dialogs.write(open)}>${speech}${own.recipient.write}</button>`;
    return html`<div class="acts">
      <button class=${open.length > 0 ? '' : 'primary'} @click=${() => this.dialogs.make([recipient])}>${plus}${own.recipient.newLink}</button>
      ${open.length > 0 ? write : nothing}
      <admin-menu .name=${own.acts(recipient.name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#choose(detail, recipient)}></admin-menu>
    </div>`;
  }

  #link(link: Link, shown: Shown) {
    return ownLink(link, {
      words: this.words,
      zone: this.zone,
      now: Date.now(),
      name: this.#nameOf(link, shown),
      most: shown.story.heat.find(({ linkId }) => linkId === link.id)?.most ?? '',
      busy: this.busy === link.id,
      fixed: this.#fixed,
      act: () => {
        const act = actFor(link, Date.now());
        if (act.kind === 'code') this.#show(link);
        else void this.#give(link, act.kind === 'give' ? act.more : {});
      },
      copy: () => void this.#copy(link),
      choose: (what) => void this.#chooseOf(what, link, shown),
    });
  }

  #story(shown: Shown) {
    const own = this.words.people.recipient;
    const byId = new Map(shown.story.links.map((link) => [link.id, link]));
    const events = storyEvents(shown.story, {
      words: this.words,
      zone: this.zone,
      now: Date.now(),
      fixed: this.#fixed,
      nameOf: (linkId) => {
        const link = byId.get(linkId);
        return link ? this.#nameOf(link, shown) : '';
      },
      takeBack: (sent) => void this.#takeBack(sent),
      forget: this.is('owner', 'staff') ? (visit) => void this.#forget(visit) : undefined,
    });
    const older = olderVisits(shown.story, this.words, this.zone);
    if (events.length === 0) return older === nothing ? html`<p class="quiet">${own.nothing}</p>` : older;
    const left = events.length - this.most;
    const more = () => {
      this.most += pageOf;
    };
    return html`<ol class="story">${events.slice(0, this.most).map(({ draw }) => html`<li>${draw()}</li>`)}</ol>
      ${left > 0 ? html`<button @click=${more}>${this.words.people.moreEvents(Math.min(left, pageOf))}</button>` : older}`;
  }

  get #fixed(): boolean {
    return this.#project.value?.archived === true;
  }

  get #back(): string {
    return `/projects/${this.param('projectId')}/people`;
  }

  #nameOf(link: Link, { galleries, audiences }: Shown): string {
    const titles = new Map(galleries.map(({ id, title }) => [id, title]));
    const gallery = link.galleryIds.flatMap((id) => titles.get(id) ?? []).join(this.words.admin.comma);
    return gallery === '' ? nameOf(link, audienceNames(audiences, this.words), titles) : gallery;
  }

  #show(link: Link) {
    this.shown = link;
    this.coding = true;
  }

  #told(link: Link) {
    if (this.shown?.id === link.id) this.shown = link;
    void this.#load.again();
  }

  async #copy({ url }: Link) {
    if (url !== null && (await copyText(url))) notify({ text: this.words.people.recipient.copied });
  }

  async #give(link: Link, more: { opens?: number; days?: number }) {
    if (this.busy !== '') return;
    this.busy = link.id;
    await giveAndTell(link, more, this.words, this.zone, (next) => this.#told(next));
    this.busy = '';
  }

  async #choose(what: string, recipient: Recipient) {
    if (what === 'edit') this.dialogs.edit(recipient);
    if (what === 'remove' && (await removeThose([recipient], this.words))) go(this.#back);
  }

  async #chooseOf(what: string, link: Link, shown: Shown) {
    if (what === 'open') go(`/projects/${link.projectId}/links/${link.id}`);
    if (what === 'code') this.#show(link);
    if (what === 'days') await this.#give(link, { days: 7 });
    if (what === 'opens') await this.#give(link, { opens: 20 });
    if (what === 'revoke')
      await revokeAsked(link, this.#nameOf(link, shown), this.words, () => void this.#load.again());
  }

  async #takeBack(sent: Sent) {
    try {
      await removeSent(this.param('projectId'), sent.id);
      notify({ text: this.words.people.recipient.tookBack });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }

  async #forget(visit: StoryVisit) {
    const own = this.words.people.recipient;
    const text = visit.standIn ? `${own.forgetText}\n${own.forgetStandIn}` : own.forgetText;
    if (!(await askFirst({ heading: own.forgetAsk, text, yes: own.forgetYes, dangerous: true }))) return;
    try {
      await forgetPhone(visit.linkId, visit.id);
      notify({ text: own.forgotDone });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#load.again();
  }
}
