import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Link } from '#contract/links.ts';
import type { CodeChoice } from '#contract/playlists.ts';
import { type Words, words } from '#words/index.ts';
import { numberField, numberStyle, wholeNumber } from '../links/fields.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import { formPartStyle } from './form-style.ts';
import type { Known } from './known.ts';
import '../parts/admin-select.ts';
import './choice-chips.ts';

/** Whose code, and which one instead of it. */
export interface CodeWish {
  readonly code: CodeChoice;
  readonly fallbackLinkId: string | null;
}

/** Whose code stands on an item: the newest, one, or one that lives; and what is shown where it does not open. It says `choose` with the CodeWish. */
@customElement('code-field')
export class CodeField extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) known: Known | undefined;
  @property({ type: Number }) beat = 0;
  @property() zone = 'UTC';
  @property() galleryId = '';
  @property({ attribute: false }) wish: CodeWish = { code: { kind: 'newest' }, fallbackLinkId: null };
  @property() error = '';

  static override styles = [
    controls,
    numberStyle,
    formPartStyle,
    css`
      .more { display: grid; gap: 12px; padding: 12px 0 4px 16px; border-left: 2px solid var(--line); }
    `,
  ];

  override render() {
    const { form } = this.words.playlistsEditor;
    const { code } = this.wish;
    const options = (['newest', 'link', 'rotating', 'once', 'none'] as const).map((value) => ({
      value,
      label: form.codes[value],
    }));
    return html`<div class="part"><span class="name" aria-hidden="true">${form.code}</span>
      <choice-chips label=${form.code} value=${code.kind} .options=${options} @choose=${({ detail }: CustomEvent<CodeChoice['kind']>) => this.#choose(detail)}></choice-chips>
      <p class="say">${form.codesSay[code.kind]}</p>
      ${code.kind === 'newest' || code.kind === 'none' ? nothing : html`<div class="more">${this.#more(code)}</div>`}
      ${this.error === '' ? nothing : html`<p class="told" id="minutes-told">${this.error}</p>`}
      ${code.kind === 'none' ? nothing : this.#fallback(code)}
    </div>`;
  }

  #more(code: CodeChoice) {
    const { form } = this.words.playlistsEditor;
    if (code.kind === 'link') return this.#link(code.linkId);
    if (code.kind !== 'rotating' && code.kind !== 'once') return nothing;
    const presets = this.#presets;
    const audience = html`<admin-select label=${form.audience} value=${code.audience}
      .options=${presets.map(({ id, names }) => ({ value: id, label: names[this.words.admin.tag === 'en' ? 'en' : 'zh-CN'] }))}
      @choose=${({ detail }: CustomEvent<string>) => this.#say({ code: { ...code, audience: detail } })}></admin-select>`;
    if (code.kind === 'once') return audience;
    return html`<div class="part"><span class="name" aria-hidden="true">${form.minutes}</span><div class="in-line">${numberField(
      {
        name: 'minutes',
        label: form.minutes,
        value: Number.isFinite(code.minutes) ? String(code.minutes) : '',
        unit: form.minutesUnit,
        error: this.error || undefined,
        typed: (text) => this.#say({ code: { ...code, minutes: wholeNumber(text, 0, 100_000) ?? Number.NaN } }),
      },
    )}</div></div>${audience}`;
  }

  #link(linkId: string) {
    const { form } = this.words.playlistsEditor;
    const links = this.#links(linkId);
    if (!links) return nothing;
    const gallery = this.known?.gallery(this.galleryId);
    if (links.length === 0) {
      return html`<p class="say">${form.noLinks} ${gallery ? html`<a href=${href(`/projects/${gallery.projectId}/links`)}>${form.toLinks}</a>` : nothing}</p>`;
    }
    return html`<admin-select label=${form.whichLink} value=${linkId} .options=${this.#options(links)}
      @choose=${({ detail }: CustomEvent<string>) => this.#say({ code: { kind: 'link', linkId: detail } })}></admin-select>`;
  }

  #fallback(code: CodeChoice) {
    const { form } = this.words.playlistsEditor;
    const { fallbackLinkId } = this.wish;
    const own = code.kind === 'link' ? code.linkId : '';
    const links = this.#links(fallbackLinkId ?? '')?.filter(({ id }) => id !== own) ?? [];
    if (links.length === 0) return nothing;
    const options = [
      { value: 'none', label: form.noFallback },
      ...this.#options(links).map(({ value, label }) => ({ value, label: form.fallbackTo(label) })),
    ];
    return html`<admin-select label=${form.fallback} value=${fallbackLinkId ?? 'none'} .options=${options}
      @choose=${({ detail }: CustomEvent<string>) => this.#say({ fallbackLinkId: detail === 'none' ? null : detail })}></admin-select>`;
  }

  /** Links of the gallery that open or will, newest first, and the one that is set; undefined while they are asked for. */
  #links(set: string): readonly Link[] | undefined {
    const links = this.known?.links(this.galleryId);
    return links
      ?.filter(({ id, state, batch, recipient }) => {
        if (id === set) return true;
        // One person's code, or one of a thousand, is not for a wall.
        return (state === 'live' || state === 'scheduled') && !batch && !recipient;
      })
      .toReversed();
  }

  #options(links: readonly Link[]) {
    const { form } = this.words.playlistsEditor;
    return links.map((link) => {
      const name = this.known?.linkName(link, this.words, this.zone) ?? '';
      return { value: link.id, label: link.state === 'live' ? name : form.deadLink(name) };
    });
  }

  /** Presets of the project's kind that everybody may have, the guests' first. */
  get #presets() {
    const kind = this.known?.kindOf(this.galleryId);
    const { code } = this.wish;
    const set = 'audience' in code ? code.audience : '';
    const all = (this.known?.audiences ?? []).filter(
      ({ id, kind: of, passwordAsked }) => id === set || (of === kind && !passwordAsked && !id.endsWith('.internal')),
    );
    const usual = usualAudience(all);
    return all.toSorted((a, b) => Number(b.id === usual) - Number(a.id === usual));
  }

  #choose(kind: CodeChoice['kind']) {
    const audience = usualAudience(this.#presets);
    const [newest] = this.#links('') ?? [];
    const codes: Record<CodeChoice['kind'], CodeChoice> = {
      newest: { kind: 'newest' },
      none: { kind: 'none' },
      link: { kind: 'link', linkId: newest?.id ?? '' },
      rotating: { kind: 'rotating', audience, minutes: 10 },
      once: { kind: 'once', audience },
    };
    this.#say({ code: codes[kind], ...(kind === 'none' && { fallbackLinkId: null }) });
  }

  #say(change: Partial<CodeWish>) {
    this.dispatchEvent(new CustomEvent<CodeWish>('choose', { detail: { ...this.wish, ...change } }));
  }
}
