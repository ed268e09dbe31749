import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Session, Settings } from '#contract/box.ts';
import type { Role } from '#contract/operation.ts';
import { type Words, words } from '#words/index.ts';
import type { Place } from './router.ts';

/** What every signed-in page has: the words, who is there, the box's settings, and where in the admin it is. */
export class PageElement extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) session: Session | undefined;
  @property({ attribute: false }) settings: Settings | undefined;
  @property({ attribute: false }) place: Place = { page: '', params: {}, path: '/', query: new URLSearchParams() };

  /** A part of the address; empty where it has none of that name. */
  param(name: string): string {
    return this.place.params[name] ?? '';
  }

  /** The box's time zone. */
  get zone(): string {
    return this.settings?.timeZone ?? 'UTC';
  }

  /** Whether who is signed in has one of these roles: what they may not do is not offered. */
  is(...roles: readonly Role[]): boolean {
    return this.session !== undefined && roles.includes(this.session.role);
  }

  protected override firstUpdated() {
    // Who comes by keyboard or hears the page starts at its top.
    requestAnimationFrame(() => this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }));
  }
}
