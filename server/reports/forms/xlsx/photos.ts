import { count, duration, text } from './cells.ts';
import { type Picture, type Plan, table } from './sheet.ts';
import { type Telling, titleOf } from './told.ts';

/** The room for a picture in its cell, in pixels; pictures are drawn twice as large, for screens that show more. */
const room = { width: 112, height: 72 } as const;
export const thumbEdge = 2 * room.width;
/** A row of pictures is so high, in points, with 3 pixels free above and below. */
const rowHeight = ((room.height + 6) * 3) / 4;
const pictureColumn = 2;

/** A row a photo, its picture beside its figures; one without a file leaves its cell empty. */
export function photos(
  name: string,
  { report, say, sheets, colour }: Telling,
  thumbs: ReadonlyMap<string, Buffer>,
): Plan {
  const plan = table(name, colour, report.photos, [
    { head: say.columns.rank, cell: (_, at) => count(at + 1) },
    {
      head: say.columns.thumb,
      width: (room.width + 8) / 7,
      cell: ({ photoId }) => (thumbs.has(photoId) ? { height: rowHeight } : null),
    },
    { head: say.columns.photo, cell: (photo) => text(titleOf(say, photo)) },
    { head: say.columns.edition, cell: ({ edition }) => count(edition) },
    { head: say.columns.views, cell: ({ views }) => count(views), bars: true },
    { head: say.columns.visits, cell: ({ visits }) => count(visits) },
    { head: sheets.seconds, cell: ({ seconds }) => duration(seconds) },
    { head: sheets.secondsEach, cell: ({ seconds, views }) => duration(views === 0 ? null : seconds / views) },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
    { head: say.columns.saves, cell: ({ saves }) => count(saves) },
    { head: sheets.screenSeconds, cell: ({ screenSeconds }) => duration(screenSeconds) },
  ]);
  const pictures = report.photos.flatMap((photo, at): Picture[] => {
    const jpeg = thumbs.get(photo.photoId);
    if (!jpeg || photo.width <= 0 || photo.height <= 0) return [];
    const scale = Math.min(room.width / photo.width, room.height / photo.height);
    const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
    const shown = { width: width as number, height: height as number };
    return [
      { jpeg, ...shown, row: at + 2, column: pictureColumn, says: [...titleOf(say, photo)].slice(0, 100).join('') },
    ];
  });
  return { ...plan, pictures };
}
