const prefix = 'maiimg-tab-';
const question = 'maiimg-ask';
const beatMs = 5000;
const staleMs = 15_000;
const answerMs = 1500;
const graceMs = 5000;
/** A tab that crashed says no goodbye: every minute somebody looks. */
const lookEvery = 12;

/**
 * This tab's sign of life in localStorage, so that no two tabs send the same kept files (plain HTTP has no
 * `navigator.locks`). A tab in the background beats slowly; asked, it answers at once.
 */
export class Tabs {
  readonly id = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
  readonly #heir: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #beats = 0;
  #after: ReturnType<typeof setTimeout> | undefined;

  /** `heir` is called when another tab may have left something behind. */
  constructor(heir: () => void) {
    this.#heir = heir;
  }

  /** Begins to live; `leave` ends it, so that the next page may take over at once. */
  live(): void {
    this.#beat();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#beat();
      this.#beats += 1;
      if (this.#beats % lookEvery === 0) this.#heir();
    }, beatMs);
    addEventListener('storage', this.#heard);
  }

  leave(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#after);
    removeEventListener('storage', this.#heard);
    attempt(() => localStorage.removeItem(prefix + this.id));
  }

  /** Which of these tabs are gone. One that is silent is asked first. */
  async gone(tabs: ReadonlySet<string>): Promise<Set<string>> {
    const others = [...tabs].filter((tab) => tab !== this.id);
    const silent = others.filter((tab) => heard(tab) === 0);
    const doubtful = others.filter((tab) => heard(tab) > 0 && Date.now() - heard(tab) > staleMs);
    if (doubtful.length === 0) return new Set(silent);
    const before = new Map(doubtful.map((tab) => [tab, heard(tab)]));
    attempt(() => localStorage.setItem(question, `${this.id} ${Date.now()}`));
    await new Promise((done) => setTimeout(done, answerMs));
    const dead = doubtful.filter((tab) => heard(tab) === before.get(tab));
    for (const tab of dead) attempt(() => localStorage.removeItem(prefix + tab));
    return new Set([...silent, ...dead]);
  }

  readonly #heard = ({ key, newValue }: StorageEvent) => {
    if (key === question) this.#beat();
    if (!key?.startsWith(prefix) || newValue !== null) return;
    // A tab that is only reloaded takes its own up again first.
    clearTimeout(this.#after);
    this.#after = setTimeout(this.#heir, graceMs);
  };

  #beat(): void {
    attempt(() => localStorage.setItem(prefix + this.id, String(Date.now())));
  }
}

/** When a tab was last heard of, UTC ms; 0 where it said goodbye, or never was. */
function heard(tab: string): number {
  return Number(attempt(() => localStorage.getItem(prefix + tab)) ?? 0);
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
