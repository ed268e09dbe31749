import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { bringsFiles, gather } from './gathered.ts';

/** Files dropped anywhere on the page, or pasted outside a field, while the page is open. */
export class FileDrop implements ReactiveController {
  /** Files are being dragged over the page. */
  over = false;
  readonly #host: ReactiveControllerHost;
  readonly #bring: (files: File[]) => void;
  #leave: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, bring: (files: File[]) => void) {
    this.#host = host;
    this.#bring = bring;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('dragover', this.#dragOver);
    document.addEventListener('dragleave', this.#dragLeave);
    document.addEventListener('drop', this.#drop);
    document.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    document.removeEventListener('dragover', this.#dragOver);
    document.removeEventListener('dragleave', this.#dragLeave);
    document.removeEventListener('drop', this.#drop);
    document.removeEventListener('paste', this.#paste);
    clearTimeout(this.#leave);
  }

  readonly #dragOver = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    clearTimeout(this.#leave);
    this.#set(true);
  };

  /** Leaving one element enters the next: only what is not followed by another has left the page. */
  readonly #dragLeave = () => {
    clearTimeout(this.#leave);
    this.#leave = setTimeout(() => this.#set(false), 100);
  };

  readonly #drop = (event: DragEvent) => {
    if (!bringsFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    this.#set(false);
    void gather(event.dataTransfer).then(this.#bring);
  };

  readonly #paste = (event: ClipboardEvent) => {
    const inField = event
      .composedPath()
      .some((node) => node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement);
    if (inField || !event.clipboardData || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void gather(event.clipboardData).then(this.#bring);
  };

  #set(over: boolean): void {
    if (this.over === over) return;
    this.over = over;
    this.#host.requestUpdate();
  }
}
