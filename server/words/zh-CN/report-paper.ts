const figure = (value: number) => value.toLocaleString('zh-CN');

/** What stands on the PDF, the picture and the text alone; all else that they say is in `reports`. */
export const reportPaper = {
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  /** Foot of each page: the box's name. */
  madeBy: (box: string) => `${box} 制作`,
  subject: (span: string) => `打开、查看和下载，${span}`,
  /** `count` more than are on paper. */
  moreRows: (count: number) => `还有 ${figure(count)} 行没有印在这里，完整的在 Excel 里。`,
  topLinks: '打开最多的链接',
  /** What one bar is, where a span is too long for a bar a day. */
  daysEach: (days: number) => `每根是 ${figure(days)} 天`,
  mostOn: (day: string, count: number) => `最多的是 ${day}，${figure(count)} 次`,
  viewsNote: (lasting: string) => `共看了 ${lasting}`,
  perGallery: (visits: number, lasting: string, downloads: number) =>
    `${figure(visits)} 次访问看过，共看 ${lasting}${downloads > 0 ? `，下载 ${figure(downloads)} 张` : ''}`,
  perAudience: (opened: number, links: number, downloads: number) =>
    `${figure(links)} 个链接，${figure(opened)} 个打开过${downloads > 0 ? `，下载 ${figure(downloads)} 张` : ''}`,
  perPlacement: (downloads: number, refused: number) =>
    [downloads > 0 ? `下载 ${figure(downloads)} 张` : '', refused > 0 ? `没让进 ${figure(refused)} 次` : '']
      .filter((part) => part !== '')
      .join('，'),
  perScreen: (name: string, lasting: string) => `${name}，播放 ${lasting}`,
  perItem: (kind: string, times: number) => `${kind}，${figure(times)} 次`,
  other: '其他',
  /** For those who have charts read to them: what stands at each bar. */
  chart: (title: string, parts: readonly string[]) => `${title}：${parts.join('，')}`,
  part: (name: string, count: number) => `${name} ${figure(count)}`,
  logo: '标志',
  /** The definitions in short, where there is no room for them all. */
  inShort: (zone: string) => [
    '打开次数是放进来的访问，一次访问里的刷新不重复算；独立访客是不同的手机。',
    '照片放大满半秒算看了一次；下载按张算，一次访问里同一张只算一次。',
    `日期和钟点按 ${zone}。`,
  ],
  notCounted: '员工、屏幕和预览机器人都不算。',
  /** Before them, in the text to paste. */
  howCounted: '口径：',
};
