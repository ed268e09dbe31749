import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { Screen } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { listAudiences, readLink } from '../links/calls.ts';
import { type LinkTold, onNow } from './on-now.ts';

/** Not asked for again sooner, ms. */
const fresh = 5000;

/** Whose the codes are that posters show now, and how often they may still be opened: asked for while they are on, kept true. */
export class LinksOn implements ReactiveController {
  told: ReadonlyMap<string, LinkTold> = new Map();
  readonly #host: ReactiveControllerHost;
  readonly #words: () => Words;
  #audiences: Promise<readonly Audience[]> | undefined;
  #askedAt = new Map<string, number>();

  constructor(host: ReactiveControllerHost, words: () => Words) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#askedAt.clear();
  }

  /** Asks for what is not known, or not lately. */
  follow(screens: readonly Screen[], now: number): void {
    for (const screen of screens) {
      const { scene, code } = onNow(screen, now);
      if (scene?.kind !== 'poster' || !code) continue;
      const { linkId } = code;
      if (performance.now() - (this.#askedAt.get(linkId) ?? Number.NEGATIVE_INFINITY) < fresh) continue;
      this.#askedAt.set(linkId, performance.now());
      void this.#ask(linkId);
    }
  }

  async #ask(linkId: string): Promise<void> {
    try {
      this.#audiences ??= listAudiences();
      const [link, audiences] = await Promise.all([readLink(linkId), this.#audiences]);
      const names = audiences.find(({ id }) => id === link.audience)?.names;
      const audience = names?.[this.#words().admin.tag === 'en' ? 'en' : 'zh-CN'] ?? '';
      const { maxOpens } = link.policy;
      const opensLeft = maxOpens === null ? null : Math.max(0, maxOpens - link.opens);
      this.told = new Map(this.told).set(linkId, { audience, opensLeft });
      this.#host.requestUpdate();
    } catch (error) {
      // Another one's link, or the box is away: the picture says enough.
      if (!(error instanceof Refused)) throw error;
      this.#audiences = undefined;
    }
  }
}
