import type { ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import { called } from '#contract/called.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Recipient } from '#contract/recipients.ts';
import type { Report } from '#contract/report.ts';
import type { Words } from '#words/index.ts';
import { listGalleries } from '../galleries/calls.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { Load } from '../load.ts';
import { listRecipients } from '../people/calls.ts';
import type { About, AboutKind } from './asked.ts';

/** One that a report may be narrowed to. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note: string;
}

interface Known {
  readonly links: readonly Link[];
  readonly galleries: readonly Gallery[];
  readonly audiences: readonly Audience[];
}

const mostRecipients = 100;

/** What a project's report may be narrowed to; asked for when it is first needed. */
export class Choices {
  readonly #host: ReactiveControllerHost;
  readonly #known: Load<Known>;
  readonly #people: Load<readonly Recipient[]>;
  readonly #projectId: () => string;
  #q = '';
  #of = '';

  constructor(host: ReactiveControllerHost, projectId: () => string) {
    this.#host = host;
    this.#projectId = projectId;
    this.#known = new Load(host, () => this.#ask(), { start: false });
    this.#people = new Load(
      host,
      async () => (await listRecipients(projectId(), { q: this.#q, limit: mostRecipients })).items,
      { start: false },
    );
  }

  /** Asks for what there is to choose, where that is not known yet, or anew. */
  ask({ again = false } = {}): void {
    const of = this.#projectId();
    if (of === this.#of && !again) return;
    if (of !== this.#of) {
      this.#known.forget();
      this.#people.forget();
    }
    this.#of = of;
    void this.#known.again();
    void this.#people.again();
  }

  /** Looks for recipients by what somebody typed; the others are all here. */
  search(q: string): void {
    this.#q = q;
    void this.#people.again();
  }

  /** Whether it is being asked for. */
  get waiting(): boolean {
    return this.#known.value === undefined && this.#known.refused === undefined;
  }

  /** Those of a kind that fit what was typed; all where nothing was. */
  of(kind: AboutKind, q: string, words: Words, report: Report | undefined): Choice[] {
    const wanted = q.trim().toLocaleLowerCase();
    if (kind === 'recipientId') return (this.#people.value ?? []).map(person);
    return this.#all(kind, words, report).filter(({ label, note }) =>
      `${label} ${note}`.toLocaleLowerCase().includes(wanted),
    );
  }

  /** What one is called; undefined where that is not known (yet). */
  nameOf(kind: AboutKind, value: string, words: Words, report: Report | undefined): string | undefined {
    const { links = [] } = this.#known.value ?? {};
    const recipient =
      kind === 'recipientId' ? links.find((link) => link.recipient?.id === value)?.recipient : undefined;
    if (recipient) return called(recipient);
    return this.of(kind, '', words, report).find((one) => one.value === value)?.label;
  }

  /** What each that a report is narrowed to is called, as far as that is known. */
  namesOf(about: About, words: Words, report: Report | undefined): Partial<Record<AboutKind, string>> {
    const kinds = Object.entries(about) as [AboutKind, string][];
    // The report itself knows what it is about, where that is one thing.
    const alone = kinds.length === 1 && report && report.about.kind !== 'project' ? report.about.name : undefined;
    return Object.fromEntries(
      kinds.map(([kind, value]) => [
        kind,
        kind === 'placement' ? value : (this.nameOf(kind, value, words, report) ?? alone ?? ''),
      ]),
    );
  }

  #all(kind: AboutKind, words: Words, report: Report | undefined): Choice[] {
    const { links = [], galleries = [], audiences = [] } = this.#known.value ?? {};
    const names = audienceNames(audiences, words);
    if (kind === 'galleryId') {
      return galleries.map(({ id, title, photoIds }) => ({
        value: id,
        label: title,
        note: words.admin.photos(photoIds.length),
      }));
    }
    if (kind === 'audience') {
      const used = new Set([
        ...links.map(({ audience }) => audience),
        ...(report?.audiences.map(({ audience }) => audience) ?? []),
      ]);
      const named = new Map(report?.audiences.map(({ audience, name }) => [audience, name]));
      return [...used].flatMap((id) =>
        id === null ? [] : [{ value: id, label: names.get(id) ?? named.get(id) ?? id, note: '' }],
      );
    }
    if (kind === 'placement') {
      const used = new Set(links.flatMap(({ placement }) => placement ?? []));
      return [...used].map((placement) => ({ value: placement, label: placement, note: '' }));
    }
    const titles = new Map(galleries.map(({ id, title }) => [id, title]));
    return links.map((link) => {
      const label = nameOf(link, names, titles);
      const shown = link.galleryIds.flatMap((id) => titles.get(id) ?? []).join(words.admin.comma);
      return { value: link.id, label, note: shown === label ? '' : shown };
    });
  }

  async #ask(): Promise<Known> {
    const [links, galleries, audiences] = await Promise.all([
      listLinks(this.#projectId()),
      listGalleries(this.#projectId()),
      listAudiences(),
    ]);
    this.#host.requestUpdate();
    return { links, galleries, audiences };
  }
}

function person({ id, name, honorific, company }: Recipient): Choice {
  return { value: id, label: called({ name, honorific }), note: company };
}
