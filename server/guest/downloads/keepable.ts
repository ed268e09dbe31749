import type { Settings } from '#contract/box.ts';
import type { ShownPhoto } from '../../galleries/shown.ts';
import type { Handout, Handouts } from '../../library/handouts/handouts.ts';
import type { StoredLink } from '../../links/table.ts';
import type { Marks } from '../marked.ts';

type Of = (link: StoredLink, photo: ShownPhoto) => Promise<Handout>;

/** What a link lets its guests keep of a photo; marked where the link is. */
export interface Keepable {
  /** A JPEG of the screen's size, or the original. */
  readonly best: Of;
  /** The same as a JPEG in any case: that of an original which is none has 3840 pixels on its longer side at most. */
  readonly jpeg: Of;
  /** A JPEG of the screen's size. */
  readonly screen: Of;
}

export function makeKeepable(
  handouts: Handouts,
  settings: () => Pick<Settings, 'keepCameraData'>,
  marks: Pick<Marks, 'copy'>,
): Keepable {
  const screen: Of = async (link, photo) => {
    // Never the clean file in its place.
    if (link.watermark !== 'off') return marks.copy({ ...link, download: 'screen' }, photo);
    return handouts.jpeg(photo.hash);
  };
  const best: Of = async (link, photo) => {
    if (link.download !== 'original') return screen(link, photo);
    if (link.watermark !== 'off') return marks.copy(link, photo);
    return handouts.original(photo, settings().keepCameraData);
  };
  return {
    screen,
    best,
    jpeg: (link, photo) => {
      const isOne = link.download !== 'original' || link.watermark !== 'off' || photo.format === 'jpeg';
      return isOne ? best(link, photo) : handouts.largeJpeg(photo.hash);
    },
  };
}
