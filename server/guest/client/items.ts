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
}

/** The photos of the chapter that is shown, in order. */
export function itemsOfChapter(): Item[] {
  return Array.from(document.querySelectorAll<HTMLAnchorElement>('.chapter.on a.photo')).map((element) => {
    const tile = element.parentElement as HTMLElement;
    const thumb = element.querySelector('.thumb') as HTMLImageElement;
    const { width, height } = element.dataset;
    const { id = '', edition = '', mark } = tile.dataset;
    return {
      id,
      edition,
      mark,
      element,
      src: element.href,
      msrc: thumb.currentSrc || thumb.src,
      width: Number(width),
      height: Number(height),
      alt: thumb.alt,
    };
  });
}
