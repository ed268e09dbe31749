const figure = (value: number) => value.toLocaleString('en-US');
const many = (count: number, one: string, more = `${one}s`) => `${figure(count)} ${count === 1 ? one : more}`;

/** What stands on the PDF, the picture and the text alone; all else that they say is in `reports`. */
export const reportPaper = {
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  /** Foot of each page: the box's name. */
  madeBy: (box: string) => `Made by ${box}`,
  subject: (span: string) => `Opens, views and downloads, ${span}`,
  /** `count` more than are on paper. */
  moreRows: (count: number) => `${many(count, 'more row')} not printed here: the Excel workbook has them all.`,
  topLinks: 'Links opened most',
  /** What one bar is, where a span is too long for a bar a day. */
  daysEach: (days: number) => `Each bar is ${many(days, 'day')}`,
  mostOn: (day: string, count: number) => `Most on ${day}: ${figure(count)}`,
  viewsNote: (lasting: string) => `${lasting} in all`,
  perGallery: (visits: number, lasting: string, downloads: number) =>
    `${many(visits, 'visit')}, ${lasting} in all${downloads > 0 ? `, ${many(downloads, 'download')}` : ''}`,
  perAudience: (opened: number, links: number, downloads: number) =>
    `${many(links, 'link')}, ${figure(opened)} opened${downloads > 0 ? `, ${many(downloads, 'download')}` : ''}`,
  perPlacement: (downloads: number, refused: number) =>
    [downloads > 0 ? many(downloads, 'download') : '', refused > 0 ? `${figure(refused)} turned away` : '']
      .filter((part) => part !== '')
      .join(', '),
  perScreen: (name: string, lasting: string) => `${name}, on for ${lasting}`,
  perItem: (kind: string, times: number) => `${kind}, ${many(times, 'time')}`,
  other: 'Others',
  /** For those who have charts read to them: what stands at each bar. */
  chart: (title: string, parts: readonly string[]) => `${title}: ${parts.join(', ')}`,
  part: (name: string, count: number) => `${name} ${figure(count)}`,
  logo: 'Logo',
  /** The definitions in short, where there is no room for them all. */
  inShort: (zone: string) => [
    'An open is a visit that was let in; reloading within it counts once. Visitors are different phones.',
    'A view is half a second of a photo at full size; a download is one photo, once a visit.',
    `Days and hours are those of ${zone}.`,
  ],
  notCounted: 'Staff, screens and preview robots are in no figure.',
  /** Before them, in the text to paste. */
  howCounted: 'How these are counted: ',
};
