import { below } from './page.ts';

/** Why the box did not take what a guest said: its code; empty where no answer came. */
export class Unheard extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`not taken: ${code}`);
    this.code = code;
  }
}

/** Says something of a photo to the box. Throws Unheard. */
export async function sayOf<T>(id: string, what: 'heart' | 'hide', body: object): Promise<T> {
  let answer: Response;
  let told: { code?: string };
  try {
    answer = await fetch(below(`/photos/${id}/${what}`), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    told = await answer.json();
  } catch {
    throw new Unheard('');
  }
  if (!answer.ok) throw new Unheard(told.code ?? '');
  return told as unknown as T;
}

let shown: HTMLElement | undefined;

/** Says something for a few seconds at the foot of the page, or of the large photo. */
export function toast(text: string): void {
  shown?.remove();
  const place = document.createElement('div');
  place.className = 'toast';
  place.setAttribute('role', 'status');
  (document.querySelector('.pswp') ?? document.body).appendChild(place);
  shown = place;
  // What a status has when it comes is read out by nobody.
  setTimeout(() => {
    const line = document.createElement('p');
    line.textContent = text;
    place.appendChild(line);
  }, 50);
  setTimeout(() => place.remove(), 5000);
}
