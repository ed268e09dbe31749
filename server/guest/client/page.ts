import type { guest } from '#words/zh-CN/guest.ts';

/** What the script inside the page hands to the one that arrives later. */
export interface Page {
  /** Reads a fragment from the box and makes the rules for the shapes in it. */
  read(text: string): DocumentFragment;
  /** Shows a fragment: what is shown may take it, else it comes in its place, which the event `guest:put` tells. */
  put(fragment: DocumentFragment): void;
  /** Set by the later script: true where what is shown took the fragment. */
  take: ((fragment: DocumentFragment) => boolean) | null;
  /** Sends a gate's form and puts in what comes back; rejects where that is no part of our page. */
  send(form: HTMLFormElement): Promise<void>;
  /** Opens a gate that asks for nothing, as soon as somebody sees the page. */
  open(): void;
  /** The opening that is under way, or failed. */
  opening: Promise<void> | null;
}

declare global {
  interface Window {
    guest: Page;
  }
}

export type Words = (typeof guest)['script'];

/** One face of the page while it is shown. */
export interface Face {
  /** Takes another fragment for what is shown, where it can; false: put it in its place instead. */
  take?(fragment: DocumentFragment): boolean;
  stop(): void;
}

/** What a face may ask of the page around it. */
export interface Around {
  readonly words: Words;
  /** Asks the box what is to be shown now. False where no answer came. */
  ask(): Promise<boolean>;
}

/** The address of what lies below the page's own, which may carry a pass. */
export function below(path: string): string {
  const self = document.querySelector<HTMLElement>('[data-self]')?.dataset.self ?? location.pathname;
  const [own, query] = self.split('?');
  return `${own}${path}${query ? `?${query}` : ''}`;
}

/** Words with `{n}` and the like filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A new element with these classes and this text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  classes: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}
