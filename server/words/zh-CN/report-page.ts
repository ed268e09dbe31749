import type { ReportForm } from '#contract/reports.ts';
import type { Moment } from '../moments.ts';

const figure = (value: number) => value.toLocaleString('zh-CN');
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const onDay = ({ thisYear, year, month, day }: Moment) => `${thisYear ? '' : `${year} 年 `}${month} 月 ${day} 日`;
const forms: Record<ReportForm, string> = {
  xlsx: 'Excel 表格',
  csv: 'CSV，带每一次打开',
  pdf: 'PDF 交付报告',
  txt: '复制文字小结',
  png: '长图（发微信）',
};

/** The page of reports, beside what every form of a report says. */
export const reportPage = {
  place: '报告',
  see: '看报告',
  choose: {
    title: '看哪个项目的报告',
    empty: '还没有项目',
    emptyHelp: '有了项目，放了照片，发了链接，谁看了什么就都在这里。',
    other: '换项目',
  },
  live: '实时',
  liveHelp: '客人一打开，数字就跟着变',
  view: { label: '图还是表', charts: '图', tables: '表' },
  spans: { label: '哪段时间', today: '今天', 7: '7 天', 30: '30 天', own: '自定' },
  span: (from: Moment, to: Moment) =>
    from.days === to.days
      ? from.days === 0
        ? '今天'
        : from.days === -1
          ? '昨天'
          : onDay(from)
      : `${onDay(from)} – ${onDay({ ...to, thisYear: to.thisYear || to.year === from.year })}`,
  own: {
    title: '自定时间',
    from: '从',
    to: '到',
    help: '头尾两天都算在内。',
    wrong: '请选两天，前一天不能比后一天晚。',
    ahead: '还没到的日子没有记录，请选到今天为止。',
    submit: '看这段时间',
  },
  exports: {
    label: '导出',
    forms,
    print: '打印',
    plan: '每晚自动出',
    making: (what: string) => `正在做：${what}`,
    made: (name: string) => `存好了：${name}`,
    copied: '小结复制好了，去微信粘贴',
    name: (project: string, from: string, to: string) => `${project} 访问报告 ${from}${from === to ? '' : `_${to}`}`,
  },
  sentenceCopied: '复制好了',
  noCopy: '这个浏览器不让复制，请选中文字再复制。',
  filters: {
    label: '只看一部分',
    all: '全部',
    kinds: { audience: '角色', galleryId: '图库', linkId: '链接', recipientId: '接收人', placement: '投放点' },
    units: '户型',
    /** To the page of what the report is narrowed to. */
    pages: { galleryId: '打开图库', linkId: '打开链接', recipientId: '打开接收人' },
    one: (kind: string, name: string) => `${kind}：${name}`,
    clear: (kind: string) => `不按${kind}筛选`,
    choose: (kind: string) => `选${kind}`,
    search: '搜名字',
    clearSearch: '清空搜索',
    none: '没有找到。换个词试试。',
    nothing: '这个项目里还没有可以选的。',
    more: (count: number) => `还有 ${figure(count)} 个，再打几个字就能找到。`,
    gone: '要看的这一部分已经不在了，或者不归您看。',
    showAll: '看整个项目',
  },
  /** Under the large figures, where the span is a single day. */
  versus: {
    more: (today: boolean, percent: number) => `比${today ? '昨天' : '前一天'}多 ${figure(percent)}%`,
    less: (today: boolean, percent: number) => `比${today ? '昨天' : '前一天'}少 ${figure(percent)}%`,
    same: (today: boolean) => `和${today ? '昨天' : '前一天'}一样多`,
    none: (today: boolean) => `${today ? '昨天' : '前一天'}没有人打开`,
  },
  times: '次',
  looks: (count: number) => `看了 ${figure(count)} 次`,
  allRows: (count: number) => `全部 ${figure(count)} 条`,
  atHour: (hour: number, count: number) => `${hour}:00，${figure(count)} 次`,
  weekCell: (day: number, hour: number, count: number) => `${weekdays[day] ?? ''} ${hour}:00，${figure(count)} 次`,
  peakDay: (when: string, count: number) => `${when}最多，${figure(count)} 次`,
  onDays: (when: string, count: number) => `${when}，${figure(count)} 次`,
  dayUnder: ({ month, day }: Moment) => `${month}/${day}`,
  photos: {
    by: '按什么排',
    most: '次数',
    longest: '时长',
    label: '照片',
    gone: '已删除',
    more: (count: number) => `再看 ${figure(count)} 张`,
  },
  devices: { by: '按什么分', apps: '应用', devices: '设备', systems: '系统' },
  scans: { by: '哪里的码', placements: '投放点', places: '屏幕' },
  /** Beside a gallery's bar. */
  gallery: (visits: number, each: string, downloads: number) =>
    [
      `${figure(visits)} 次访问看过`,
      ...(each === '' ? [] : [`每张看 ${each}`]),
      ...(downloads === 0 ? [] : [`下载 ${figure(downloads)} 张`]),
    ].join('，'),
  audience: (opened: number, links: number, visitors: number | null, downloads: number) =>
    [
      `${figure(links)} 个链接打开过 ${figure(opened)} 个`,
      ...(visitors === null ? [] : [`${figure(visitors)} 位访客`]),
      ...(downloads === 0 ? [] : [`下载 ${figure(downloads)} 张`]),
    ].join('，'),
  link: (state: string, visitors: number, downloads: number, most: string) =>
    [
      state,
      `${figure(visitors)} 位访客`,
      ...(downloads === 0 ? [] : [`下载 ${figure(downloads)} 张`]),
      ...(most === '' ? [] : [`多看「${most}」`]),
    ].join('，'),
  placement: (links: number, downloads: number, refused: number) =>
    [
      ...(links > 1 ? [`${figure(links)} 个链接`] : []),
      ...(downloads === 0 ? [] : [`下载 ${figure(downloads)} 张`]),
      ...(refused === 0 ? [] : [`没让进 ${figure(refused)} 次`]),
    ].join('，'),
  scanned: (screen: string, scene: string) => (scene === '' ? screen : `${screen}，${scene}`),
  screenTotal: (lasting: string) => `一共放了 ${lasting}`,
  shown: (lasting: string, times: number) => (times === 0 ? lasting : `${lasting}，${figure(times)} 次`),
  noHome: '在盒子的设置里写上本地是哪里，就能看到外地占几成。',
  soon: {
    text: (name: string, left: number) => `「${name}」还能打开 ${figure(left)} 次`,
    act: '加次数',
    label: '快用完的链接',
  },
  delivery: {
    due: '交付期限',
    dueHelp: '到这天应该打开、下载完。不设就按各个链接的到期日。',
    clearDue: '去掉期限',
    dueSaved: '期限改好了',
    steps: { sent: '发出', opened: '打开过', downloaded: '下载过' },
    days: (day: number, when: string) => (day === 0 ? `当天，${when}` : `${figure(day)} 天后，${when}`),
    notOpened: '还没打开',
    notDownloaded: '还没下载',
    /** Of a row that has no headings. */
    opened: (days: number | null, when: string) =>
      days === null ? `${when}打开` : `${days === 0 ? '当天' : `${figure(days)} 天后`}打开，${when}`,
    downloaded: (days: number | null, when: string) =>
      days === null ? `${when}下载` : `${days === 0 ? '当天' : `${figure(days)} 天后`}下载，${when}`,
    sent: (when: string, by: string) => `${when}发出${by === '' ? '' : `，${by}`}`,
    made: (when: string) => `${when}建的`,
    verdicts: (parts: readonly string[]) => parts.join('，'),
    count: (verdict: string, count: number) => `${verdict} ${figure(count)}`,
  },
  empty: {
    links: '去拿二维码',
    month: '看最近 30 天',
    all: '看整个项目',
  },
  definitions: { open: '这些数怎么算的', title: '这些数怎么算的' },
};
