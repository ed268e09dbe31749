import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { RecipientPage } from '#contract/recipients.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { readSettings } from '../box/calls.ts';
import { forMany, listGalleries } from '../galleries/calls.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listRecipients } from '../people/calls.ts';
import { readProject } from '../projects/calls.ts';
import { go } from '../router.ts';
import { addLink, addLinks, listAudiences } from './calls.ts';
import { dayText } from './days.ts';
import { standingsOf } from './from-preset.ts';
import type { LinkForm, Mistakes, Where } from './link-change.ts';
import type { LinkFormElement } from './link-form.ts';
import { madePassword } from './made-password.ts';
import { formOfDraft, type LinkDraft, mistakesInDraft, policyOfDraft, turned, wishOf } from './new-link.ts';
import { policySentence } from './policy-parts.ts';
import { refusedFields } from './refused-fields.ts';
import { usualAudience } from './usual-audience.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import './link-form.ts';
import './preset-cards.ts';

interface There {
  readonly audiences: readonly Audience[];
  readonly galleries: readonly Gallery[];
  readonly recipients: RecipientPage;
}

/**
 * Makes a link: for whom, by which preset, and what is to be otherwise. `galleryIds` where it is settled what it opens;
 * else it is chosen here. It says `made` with the link (after a made password was noted), and `closed`; several, for all
 * who have a tag, are told of here.
 */
@customElement('new-link-dialog')
export class NewLinkDialog extends MakerDialog<readonly Link[]> {
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  @property({ attribute: false }) galleryIds: readonly string[] | undefined;
  @state() private draft: LinkDraft = fresh;
  @state() private mistakes: Mistakes = {};
  @state() private noGallery = false;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [
    controls,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b, legend { font-weight: 500; }
      .told { color: var(--dead); font-size: 13px; line-height: 20px; }
      .rules { border-top: 1px solid var(--line); }
      .tint b { font-weight: 500; }
      legend { padding: 0; }
      .galleries { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 0 16px; grid-auto-rows: max-content; max-height: 260px; overflow-y: auto; }
      .galleries label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 0; cursor: pointer; overflow-wrap: anywhere; }
      .galleries .small { flex: none; }
      .galleries input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); flex: none; }
    `,
  ];

  protected override begin() {
    this.draft = fresh;
    this.mistakes = {};
    this.noGallery = false;
    void this.#load.again();
  }

  async #ask() {
    const [audiences, all, { timeZone }, project, recipients] = await Promise.all([
      listAudiences(),
      this.galleryIds === undefined ? listGalleries(this.projectId) : [],
      readSettings(),
      readProject(this.projectId),
      listRecipients(this.projectId, { limit: 200 }),
    ]);
    const galleries = forMany(all);
    const own = audiences.filter(({ kind }) => this.kind === undefined || kind === this.kind);
    const [only] = galleries;
    this.draft = {
      ...this.draft,
      audience: usualAudience(own),
      galleryIds: this.galleryIds ?? (galleries.length === 1 && only ? [only.id] : []),
    };
    return { audiences: own, galleries, recipients, zone: timeZone, projectEnds: project.endsAt };
  }

  override render() {
    const { links } = this.words;
    const [made] = this.made ?? [];
    return html`<admin-dialog heading=${made ? links.made : links.add} ?open=${this.open} wide @closed=${this.closed}>
      ${
        made
          ? madePassword(made, this.words)
          : this.open
            ? this.#load.render(this.words, ({ zone, projectEnds, ...there }) =>
                this.#form(there, { now: Date.now(), zone, projectEnds }),
              )
            : nothing
      }
      ${this.buttons({ make: links.make, making: links.making, may: this.#load.value !== undefined, run: () => void this.#make() })}
    </admin-dialog>`;
  }

  #form({ audiences, galleries, recipients }: There, where: Where) {
    const { links } = this.words;
    const { draft } = this;
    const many = draft.for === 'many';
    const preset = audiences.find(({ id }) => id === draft.audience);
    const form = formOfDraft(draft, preset);
    const { now, zone, projectEnds } = where;
    const ends = projectEnds === null ? '' : links.untilDay(lastMoment(Date.parse(projectEnds), now, zone));
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.galleryIds === undefined ? this.#galleries(galleries) : nothing}
      <div class="block"><b>${links.forWhom}</b>
        <admin-segments whole label=${links.forWhom} .value=${draft.for} .options=${[
          { value: 'one', label: links.forOne },
          { value: 'many', label: links.forMany },
        ]} @choose=${({ detail }: CustomEvent<'one' | 'many'>) => this.#turn({ for: detail })}></admin-segments>
        <p class="small">${many ? links.forManyHelp : links.forOneHelp}</p>
        ${many || recipients.total === 0 ? nothing : this.#whom(recipients)}</div>
      <div class="block"><b>${links.audience}</b>
        <preset-cards .words=${this.words} .audiences=${audiences} .value=${draft.audience} ?many=${many} free
          @choose=${({ detail }: CustomEvent<string>) => this.#turn({ audience: detail })}></preset-cards></div>
      <div class="block"><b>${links.adjust}</b>
        <p class="tint" aria-live="polite">${policySentence(policyOfDraft(draft, preset, where), this.words, now, zone)}</p>
        <link-form class="rules" folded .words=${this.words} .form=${form} .mistakes=${this.mistakes} ?needsPassword=${preset?.passwordAsked}
          .standings=${preset && standingsOf(form, preset, now, where)} .today=${dayText(momentOf(now, now, zone))} .projectEnds=${ends}
          @edit=${({ detail }: CustomEvent<Partial<LinkForm>>) => this.#set({ edits: { ...draft.edits, ...detail } })}></link-form></div>
    </div>`;
  }

  #galleries(galleries: readonly Gallery[]) {
    const { links, admin } = this.words;
    const chosen = new Set(this.draft.galleryIds);
    const turn = (id: string) =>
      this.#set({ galleryIds: galleries.map((one) => one.id).filter((one) => (one === id) !== chosen.has(one)) });
    return html`<fieldset class="block"><legend>${links.whichGalleries}</legend><div class="galleries">
      ${galleries.map(
        ({ id, title, photoIds }) =>
          html`<label><input type="checkbox" .checked=${chosen.has(id)} @change=${() => turn(id)} />${title} <span class="small">${admin.photos(photoIds.length)}</span></label>`,
      )}</div>
      ${this.noGallery ? html`<p class="told" role="alert">${links.chooseGallery}</p>` : nothing}</fieldset>`;
  }

  /** A recipient, or all with a tag. */
  #whom({ items, tags }: RecipientPage) {
    const { people } = this.words;
    const options = [
      { value: '', label: people.whom.nobody },
      ...tags.map(({ tag, count }) => ({ value: `tag:${tag}`, label: people.whom.tag(tag, count) })),
      ...items.map((one) => ({
        value: `id:${one.id}`,
        label: [called(one), one.company].filter((part) => part !== '').join(this.words.admin.comma),
      })),
    ];
    return html`<admin-select label=${people.whom.label} .value=${this.draft.whom ?? ''} .options=${options}
      @choose=${({ detail }: CustomEvent<string>) => this.#set({ whom: detail })}></admin-select>`;
  }

  #turn(to: Partial<Pick<LinkDraft, 'for' | 'audience'>>) {
    this.#set(turned(this.draft, to));
  }

  #set(change: Partial<LinkDraft>) {
    this.draft = { ...this.draft, ...change };
    this.mistakes = {};
    this.noGallery = false;
  }

  async #make() {
    const { value } = this.#load;
    if (this.busy || !value) return;
    const { draft } = this;
    const where = { now: Date.now(), zone: value.zone, projectEnds: value.projectEnds };
    const preset = value.audiences.find(({ id }) => id === draft.audience);
    this.noGallery = draft.galleryIds.length === 0;
    if (this.#wrong(mistakesInDraft(draft, preset, where)) || this.noGallery) return this.#goTo();
    const wish = wishOf(draft, preset, where);
    const named = wish.recipientIds ?? wish.recipientTag;
    await this.makeIt(
      async () => (named === undefined ? [await addLink(this.projectId, wish)] : addLinks(this.projectId, wish)),
      ([link, ...others]) => link?.password !== undefined && others.length === 0,
      (refused) => {
        this.noGallery = refused.code === 'invalid_input' && refused.fields.includes('galleryIds');
        const explained = this.#wrong(refusedFields(refused, formOfDraft(draft, preset))) || this.noGallery;
        if (explained) void this.#goTo();
        return explained;
      },
    );
  }

  /** Shows what is wrong with the rules; false where nothing is. */
  #wrong(mistakes: Mistakes): boolean {
    this.mistakes = mistakes;
    return Object.keys(mistakes).length > 0;
  }

  /** To the first of what is wrong. */
  async #goTo() {
    await this.updateComplete;
    if (this.noGallery) return this.renderRoot.querySelector<HTMLInputElement>('.galleries input')?.focus();
    const [first] = Object.keys(this.mistakes);
    const form = this.renderRoot.querySelector<LinkFormElement>('link-form');
    await form?.updateComplete;
    if (first !== undefined) form?.goTo(first);
  }

  protected override tell(links: readonly Link[]) {
    const [link, ...others] = links;
    if (link && others.length === 0) {
      this.dispatchEvent(new CustomEvent<Link>('made', { detail: link }));
      return;
    }
    // Told here: whoever opened the dialog looks for one.
    const { people } = this.words;
    const run = () => go(`/projects/${this.projectId}/people`);
    notify({ text: people.making.made(links.length), act: { label: people.tab, run } });
  }
}

const fresh: LinkDraft = { for: 'one', audience: '', galleryIds: [], edits: {} };
