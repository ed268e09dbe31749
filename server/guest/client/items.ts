import { platform } from './platform.ts';

/** One photo as the viewer has it. */
export interface Item {
  readonly id: string;
  readonly edition: string;
  /** What is drawn into it. */
  readonly mark: string | undefined;
  readonly element: HTMLAnchorElement;
  readonly src: string;
  readonly msrc: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** Address of the whole sphere; undefined for a photo that is no panorama. */
  readonly pano: string | undefined;
}

/** The photos of the chapter that is shown, in order. */
export function itemsOfChapter(): Item[] {
  return Array.from(document.querySelectorAll<HTMLAnchorElement>('.chapter.on a.photo')).map((element) => {
    const tile = element.parentElement as HTMLElement;
    const thumb = element.querySelector('.thumb') as HTMLImageElement;
    const { width, height, pano } = element.dataset;
    const { id = '', edition = '', mark } = tile.dataset;
    return {
      id,
      edition,
      mark,
      element,
      src: largeOf(element),
      // On a crowded Wi-Fi it may not have been asked for yet.
      msrc: thumb.currentSrc || thumb.src || (thumb.dataset.src as string),
      width: Number(width),
      height: Number(height),
      alt: thumb.alt,
      pano,
    };
  });
}

/** Whether both are the same picture of the same photo. */
export function isSame(one: Item | undefined, other: Item | undefined): boolean {
  return one?.id === other?.id && one?.edition === other?.edition && one?.mark === other?.mark;
}

/** An iPad says that it is a Mac, so the box does not know of each page that a long press will keep the picture. */
function largeOf({ href, dataset }: HTMLAnchorElement): string {
  const asked = /[?&]f=jpeg\b/.test(href) || dataset.save === undefined || platform().way !== 'hold';
  return asked ? href : `${href}${href.indexOf('?') < 0 ? '?' : '&'}f=jpeg`;
}
