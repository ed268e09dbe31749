import { html, nothing, type ReactiveControllerHost } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { askOffer } from '#contract/ask-offer.ts';
import type { Ask, AskKind } from '#contract/asks.ts';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { notifyRefused } from '../parts/notice.ts';
import { type Asked, declineAsked, giveAsked } from './asked.ts';
import { listAsks } from './calls.ts';
import '../home/need-row.ts';

/** Who waits at the link that a page is about, kept true, with what may be answered. */
export class LinkAsks {
  readonly #load: Load<Ask[]>;
  readonly #rows: AskRows;

  constructor(host: ReactiveControllerHost, id: () => string) {
    this.#load = new Load(host, () => listAsks(id()), { of: id });
    this.#rows = new AskRows(host, () => this.#load.again());
    const facts = new Set(['ask.added', 'ask.answered', 'link.changed', 'link.revoked']);
    new Live(
      host,
      ({ fact, facts: told }) => facts.has(fact) && told.linkId === id(),
      () => this.#load.again(),
    );
  }

  /** A row for those who wait for the link, and one for each phone that wants in; nothing where nobody waits. */
  render(link: Link, name: string, words: Words, zone: string) {
    return this.#rows.render(groupsOf(this.#load.value ?? [], link, name), words, zone);
  }
}

/** Rows of those who wait, with a yes and a no; `again` asks for them anew when one was answered. */
export class AskRows {
  readonly #host: ReactiveControllerHost;
  readonly #again: () => Promise<unknown>;
  #busy = '';

  constructor(host: ReactiveControllerHost, again: () => Promise<unknown>) {
    this.#host = host;
    this.#again = again;
  }

  render(groups: readonly Asked[], words: Words, zone: string) {
    if (groups.length === 0) return nothing;
    return html`<section class="asks" aria-label=${words.home.needsCount(groups.length)}>${repeat(
      groups,
      ({ asks }) => asks[0]?.id,
      (asked) => html`<need-row .words=${words} .need=${asked} .zone=${zone} ?busy=${this.#busy === asked.asks[0]?.id}
        @give=${() => void this.#answer(asked, giveAsked, words)} @decline=${() => void this.#answer(asked, declineAsked, words)}></need-row>`,
    )}</section>`;
  }

  async #answer(asked: Asked, how: typeof giveAsked, words: Words) {
    if (this.#busy !== '') return;
    this.#busy = asked.asks[0]?.id ?? '';
    this.#host.requestUpdate();
    try {
      await how(asked, words);
    } catch (error) {
      notifyRefused(error, words);
    } finally {
      this.#busy = '';
      await this.#again();
    }
  }
}

/** Those who wait at a link, together where one answer is for all of them. */
export function groupsOf(asks: readonly Ask[], link: Link, name: string): Asked[] {
  const dead =
    link.state === 'expired' || link.state === 'exhausted' || link.state === 'revoked' ? link.state : undefined;
  const groups = new Map<string, { why: AskKind; asks: Ask[] }>();
  for (const ask of asks) {
    const why = dead ?? ask.kind;
    // Those who waited for the link itself are about to come in.
    if (!dead && why !== 'share' && why !== 'device') continue;
    const key = why === 'device' ? ask.id : why;
    const group = groups.get(key) ?? { why, asks: [] };
    group.asks.push(ask);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ why, asks }) => ({
    kind: 'asked',
    link,
    projectTitle: '',
    name,
    why,
    count: asks.length,
    asks,
    since: asks[0]?.askedAt ?? '',
    offer: askOffer(link.policy, why, asks.length),
  }));
}
