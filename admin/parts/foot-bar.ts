import { css, type LitElement, type ReactiveController } from 'lit';

/** What a bar of acts at the foot of the page does: notices stand above it, and Escape outside of dialogs and menus is heard. */
export class FootBar implements ReactiveController {
  readonly #host: LitElement;
  readonly #escaped: () => void;

  constructor(host: LitElement, escaped: () => void) {
    this.#host = host;
    this.#escaped = escaped;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#escape);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#escape);
    document.documentElement.style.removeProperty('--tab-bar');
  }

  hostUpdated(): void {
    const foot = innerHeight - this.#host.getBoundingClientRect().top;
    document.documentElement.style.setProperty('--tab-bar', `${Math.max(0, Math.round(foot))}px`);
  }

  readonly #escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.composedPath().some(closesItself)) this.#escaped();
  };
}

/** A dialog, or a menu that is open: Escape is meant for it. */
function closesItself(node: EventTarget): boolean {
  return (
    node instanceof HTMLDialogElement ||
    (node instanceof HTMLElement && node.localName === 'wa-dropdown' && node.hasAttribute('open'))
  );
}

/** `.bar` with `.count`, `.room`, and on phones a second line after `.break` whose `.grow` buttons share it. */
export const footBarStyle = css`
  :host { position: fixed; z-index: 5; inset: auto 0 0 200px; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 32px; background: var(--paper); border-top: 1px solid var(--line2); }
  .count { font-weight: 500; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .room { flex: 1; }
  .bar > button { white-space: nowrap; }
  @media (max-width: 767px) {
    /* Above the tabs. Not by --tab-bar: that is what it raises itself, and it would climb with each tick. */
    :host { inset: auto 0 calc(64px + env(safe-area-inset-bottom)); }
    .bar { padding: 4px 8px 8px 16px; gap: 4px 8px; }
    .wide { display: none; }
    .first { flex: 1; }
    .break { flex-basis: 100%; height: 0; }
    button.primary { min-height: 44px; font-size: 15px; }
    .grow { flex: 1; padding: 0 8px; }
  }
  @media (min-width: 768px) { .break { display: none; } }
  @media (max-width: 1100px) { .spare { display: none; } }
`;
