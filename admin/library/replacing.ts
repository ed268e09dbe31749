import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '#contract/photos.ts';
import type { Problem } from '#contract/problems.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify } from '../parts/notice.ts';
import { replaceAddress } from './calls.ts';
import { asideKind } from './file-kinds.ts';
import { sendFile } from './send-file.ts';

/** A new file on its way to the place of a photo's old one. */
export class Replacing {
  going = false;
  percent = 0;
  /** Why the last one was not taken. */
  refused: Refused | undefined;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Asks, then sends; gives the photo with its new file, or nothing where it came to nothing. */
  async ask(photo: Photo, input: HTMLInputElement, words: Words): Promise<Photo | undefined> {
    const { one } = words.library;
    const [file] = [...(input.files ?? [])];
    input.value = '';
    if (!file || this.going) return undefined;
    const aside = asideKind(file);
    this.refused =
      aside &&
      new Refused(aside === 'large' ? 'file_too_large' : aside === 'empty' ? 'file_empty' : 'format_not_accepted');
    this.#host.requestUpdate();
    if (aside) return undefined;
    const sure = await askFirst({ heading: one.replaceHeading, text: one.replaceText(file.name), yes: one.replaceYes });
    if (!sure) return undefined;
    this.#set(true, 0);
    const sending = sendFile(
      { method: 'PUT', address: replaceAddress(photo.id), field: 'photo', file, name: file.name },
      (bytes) => this.#set(true, Math.min(99, Math.floor((bytes / file.size) * 100))),
    );
    const { status, said } = await sending.done;
    if (status === 200) notify({ text: one.replaced });
    else {
      const problem = said as Partial<Problem> | undefined;
      this.refused = new Refused(status === 0 ? 'offline' : (problem?.code ?? 'fault'), problem);
    }
    this.#set(false, 0);
    return status === 200 ? (said as Photo) : undefined;
  }

  #set(going: boolean, percent: number): void {
    this.going = going;
    this.percent = percent;
    this.#host.requestUpdate();
  }
}
