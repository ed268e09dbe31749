import type { Download, LinkState } from '#contract/links.ts';
import type { DeliveryRow, Figures, RefusalReason, Report } from '#contract/report.ts';

const figure = (value: number) => value.toLocaleString('zh-CN');
const two = (value: number) => String(value).padStart(2, '0');
const partsOf = (day: string) => day.split('-').map(Number) as [number, number, number];

const aboutKinds: Record<Report['about']['kind'], string> = {
  project: '整个项目',
  audience: '角色',
  gallery: '图库',
  link: '链接',
  recipient: '接收人',
  placement: '投放点',
  several: '几个条件',
};
const figures: Record<keyof Figures, string> = {
  opens: '打开次数',
  visitors: '独立访客',
  newVisitors: '新访客',
  returning: '来过不止一次',
  standIns: '没有 Cookie 的打开',
  onSite: '现场打开',
  views: '照片查看',
  viewSeconds: '查看时长',
  medianSeconds: '每次看多久',
  downloads: '下载张数',
  savers: '下载的访客',
  saves: '长按保存',
  asks: '申请再开放',
  refused: '没让进',
  phones: '手机打开',
};
const reasons: Record<RefusalReason, string> = {
  used_up: '次数用完',
  used_up_here: '这部手机次数用完',
  expired: '已过期',
  revoked: '已收回',
  not_open_yet: '还没开放',
  devices: '手机数满了',
  password: '密码不对',
  attempts: '密码试得太多',
};
const devices: Readonly<Record<string, string>> = { phone: '手机', tablet: '平板', desktop: '电脑', other: '其他' };
const systems: Readonly<Record<string, string>> = {
  ios: 'iOS',
  android: '安卓',
  harmony: '鸿蒙',
  windows: 'Windows',
  mac: 'macOS',
  linux: 'Linux',
  other: '其他',
};
const apps: Readonly<Record<string, string>> = {
  wechat: '微信',
  wecom: '企业微信',
  alipay: '支付宝',
  dingtalk: '钉钉',
  feishu: '飞书',
  lark: '飞书',
  qq: 'QQ',
  qqbrowser: 'QQ 浏览器',
  weibo: '微博',
  douyin: '抖音',
  xiaohongshu: '小红书',
  taobao: '淘宝',
  meituan: '美团',
  baidu: '百度',
  quark: '夸克',
  uc: 'UC 浏览器',
  huawei: '华为浏览器',
  xiaomi: '小米浏览器',
  miui: '小米浏览器',
  oppo: 'OPPO 浏览器',
  heytap: 'OPPO 浏览器',
  vivo: 'vivo 浏览器',
  honor: '荣耀浏览器',
  samsung: '三星浏览器',
  safari: 'Safari',
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  opera: 'Opera',
  facebook: 'Facebook',
  instagram: 'Instagram',
  line: 'LINE',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  other: '其他',
};
const verdicts: Record<DeliveryRow['verdict'], string> = {
  in_time: '按时',
  late: '晚了',
  waiting: '等着',
  missed: '没赶上',
  none: '没有期限',
};
const states: Record<LinkState, string> = {
  scheduled: '未开始',
  live: '开放中',
  expired: '已到期',
  exhausted: '用完',
  revoked: '已收回',
};
const downloads: Record<Download, string> = { off: '不能下载', screen: '可下屏幕尺寸', original: '可下原图' };
/** Of a scene, and of an item of a playlist. */
const scenes: Readonly<Record<string, string>> = {
  photo: '照片',
  photos: '照片',
  pair: '两张照片',
  poster: '海报',
  codes: '二维码',
  wall: '照片墙',
  message: '文字',
  wifi: 'Wi-Fi',
  mobile: '4G 提示',
  pano: '360° 照片',
  unit: '户型',
};

/** Of a day `YYYY-MM-DD`. */
const day = (iso: string) => {
  const [year, month, date] = partsOf(iso);
  return `${year} 年 ${month} 月 ${date} 日`;
};
const shortDay = (iso: string) => {
  const [, month, date] = partsOf(iso);
  return `${month} 月 ${date} 日`;
};
const countries = new Map<string, string>();
const country = (code: string) => {
  const known = countries.get(code);
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames('zh-CN', { type: 'region', fallback: 'code' }).of(code) ?? code;
  countries.set(code, name);
  return name;
};

/** What a report says, in every form of it: the page, the workbook, the PDF, the picture, the text to paste. */
export const reports = {
  title: '访问报告',
  deliveryTitle: '交付报告',
  summaryTitle: (project: string) => `${project}：交付小结`,
  figure,
  percent: (value: number) => `${figure(value)}%`,
  times: (count: number) => `${figure(count)} 次`,
  photosCount: (count: number) => `${figure(count)} 张`,
  people: (count: number) => `${figure(count)} 位`,
  partners: (count: number) => `${figure(count)} 家`,
  daysCount: (count: number) => `${figure(count)} 天`,
  /** A median may lie between two days. */
  daysBetween: (count: number) => (count === 0 ? '当天' : `${figure(count)} 天`),
  /** `3:12`, from an hour on `1:03:12`. */
  length: (seconds: number) => {
    const whole = Math.round(seconds);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  },
  /** In words: `14 秒`, `12 分钟`, `3.5 小时`. */
  lasting: (seconds: number) => {
    if (seconds < 90) return `${figure(Math.round(seconds))} 秒`;
    if (seconds < 5400) return `${figure(Math.round(seconds / 60))} 分钟`;
    return `${figure(Math.round(seconds / 360) / 10)} 小时`;
  },
  day,
  shortDay,
  /** Both days included. */
  span: (from: string, to: string) => {
    if (from === to) return day(from);
    return from.slice(0, 4) === to.slice(0, 4) ? `${day(from)} – ${shortDay(to)}` : `${day(from)} – ${day(to)}`;
  },
  hour: (hour: number) => `${hour}:00`,
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  madeAt: (when: string) => `制于 ${when}`,
  zone: (name: string) => `时间按 ${name}`,
  about: {
    kinds: aboutKinds,
    /** What a report is about, where that is not the whole project. */
    of: (kind: Report['about']['kind'], name: string) =>
      kind === 'project' ? aboutKinds.project : `${aboutKinds[kind]}：${name}`,
    join: (names: readonly string[]) => names.join('，'),
  },
  /** Headings, the same on the page, the sheets and the pages of the PDF. */
  sections: {
    overview: '概况',
    figures: '关键数字',
    hours: '一天里什么时候看',
    week: '一周里什么时候看',
    days: '每天',
    photos: '看得最多的照片',
    longest: '看得最久的照片',
    galleries: '图库排名',
    galleriesEstate: '哪个户型浏览最频繁',
    audiences: '各个角色',
    links: '链接',
    devices: '用什么看',
    systems: '什么系统',
    apps: '从哪个应用看',
    regions: '从哪里看',
    placements: '从哪里扫的码',
    places: '屏幕上的码',
    screens: '屏幕播放',
    refusals: '没让进的原因',
    delivery: '交付',
    notOpened: '还没打开',
    notDownloaded: '打开了没下载',
    cameBack: '回头最多',
    soon: '快用完',
    events: '每一次打开',
    definitions: '这些数怎么算的',
  },
  /** Short names of sheets: no more than 31 letters, none of []:*?/\ */
  sheets: {
    overview: '概况',
    days: '每天',
    hours: '时段',
    week: '一周',
    photos: '照片',
    galleries: '图库',
    audiences: '角色',
    links: '链接',
    devices: '设备',
    regions: '地区',
    placements: '投放点',
    screens: '屏幕',
    refusals: '没让进',
    delivery: '交付',
    cameBack: '回头客',
    definitions: '说明',
  },
  /** The names of the figures, whole and as the page has them over the large numbers. */
  figures,
  short: {
    opens: '打开',
    visitors: '访客',
    downloads: '下载',
    medianSeconds: '每次看',
    refused: '没让进',
    views: '看照片',
  },
  /** Small lines under the figures. */
  notes: {
    /** `days`: how long the span is; `percent` against the one before. */
    more: (days: number, percent: number) => `比上个 ${figure(days)} 天多 ${figure(percent)}%`,
    less: (days: number, percent: number) => `比上个 ${figure(days)} 天少 ${figure(percent)}%`,
    same: (days: number) => `和上个 ${figure(days)} 天一样多`,
    firstTime: (days: number) => `上个 ${figure(days)} 天没有`,
    returning: (count: number) => `其中 ${figure(count)} 位来过不止一次`,
    newVisitors: (count: number) => `${figure(count)} 位第一次来`,
    savers: (count: number) => `张，${figure(count)} 位访客`,
    savedAlone: '张',
    median: '分:秒，中位数',
    /** `parts`: such as 用完 29. */
    refused: (parts: readonly string[]) => parts.join('，'),
    part: (name: string, count: number) => `${name} ${figure(count)}`,
    unknown: '原始记录已清理，分不出访客',
    onSite: (count: number) => `现场 ${figure(count)} 次`,
    peak: (hour: string, count: number) => `高峰 ${hour}，${figure(count)} 次`,
    few: '少',
    many: '多',
    phones: (count: number, percent: number) => `手机 ${figure(count)} 次，占 ${figure(percent)}%`,
    each: (lasting: string) => `每次 ${lasting}`,
    /** `base`: remote opens whose region is known. */
    away: (region: string, percent: number, away: number, base: number) =>
      `外地 ${figure(percent)}%：知道地区的场外打开 ${figure(base)} 次，其中 ${figure(away)} 次不在${region}`,
    awayNone: (region: string) => `还没有知道地区的场外打开（本地：${region}）`,
    siteOpens: (count: number) => `现场 ${figure(count)} 次`,
    rest: (count: number) => `其他 ${figure(count)} 处`,
    of: (part: number, whole: number) => `${figure(part)} / ${figure(whole)}`,
    first: (shown: number) => `这里是前 ${figure(shown)} 个`,
  },
  columns: {
    rank: '名次',
    day: '日期',
    weekday: '星期',
    hour: '时',
    photo: '照片',
    thumb: '缩略图',
    gallery: '图库',
    audience: '角色',
    name: '名称',
    company: '公司',
    link: '链接',
    links: '链接数',
    opened: '打开过的链接',
    state: '状态',
    download: '下载权限',
    placement: '投放点',
    screen: '屏幕',
    scene: '画面',
    kind: '种类',
    number: '编号',
    device: '设备',
    system: '系统',
    app: '应用',
    region: '地区',
    country: '国家或地区',
    province: '省',
    city: '市',
    reason: '原因',
    count: '次数',
    share: '占比',
    opens: '打开次数',
    visitors: '独立访客',
    views: '照片查看',
    visits: '看过的访问',
    seconds: '时长（秒）',
    secondsEach: '平均每次（秒）',
    downloads: '下载张数',
    savers: '下载的访客',
    saves: '长按保存',
    refused: '没让进',
    screenSeconds: '屏幕时长（秒）',
    times: '次数',
    edition: '版本',
    firstOpenAt: '第一次打开',
    lastOpenAt: '最近打开',
    firstDownloadAt: '第一次下载',
    sentAt: '发出',
    sentBy: '谁发的',
    noted: '记录过发送',
    daysToOpen: '几天后打开',
    daysToDownload: '几天后下载',
    dueAt: '期限',
    verdict: '结果',
    most: '看得最多',
    opensLeft: '还能打开',
    figure: '数字',
    value: '值',
    before: '上一段',
    definition: '怎么算',
    at: '时间',
  },
  words: {
    yes: '是',
    no: '否',
    none: '—',
    /** An audience, a placement that a link does not have. */
    noAudience: '没有角色',
    noPlacement: '没有投放点',
    unknown: '不清楚',
    site: '现场',
    home: '本地',
    gone: '已删除',
    untitled: '没有标题',
    unnamedLink: '没有名字的链接',
    noRecipient: '没有接收人',
    forOne: '给一个人',
    forMany: '给很多人',
  },
  reasons,
  devices,
  systems,
  apps,
  verdicts,
  states,
  downloadKinds: downloads,
  scenes,
  country,
  /** A region as it stands in a list: the city, else the province, else the country. `site`, `unknown`: words for them. */
  region: ({ key, country: code, province, city }: Report['regions'][number]) => {
    if (key === 'site') return '现场';
    if (key === 'unknown' || code === '') return '不清楚';
    return city || (province === '' ? country(code) : province);
  },
  /** A home region as settings hold it: `CN/浙江/杭州`. */
  regionOf: (key: string) => {
    const [code = '', province = '', city = ''] = key.split('/');
    return city || province || country(code);
  },
  /** In the head of the page, one sentence. */
  sentence: {
    /** Nothing was opened in the span; `ever`: before it there was something. */
    none: {
      estate: '还没有人打开。先把二维码放到沙盘旁。',
      event: '还没有人打开。先把二维码放到大屏和桌上。',
      product: '还没有人打开。先把链接发给要看的人。',
    },
    noneNow: '这段时间没有人打开。',
    /** `visitors` null: not known; `phones`: percent. */
    opened: (visitors: number | null, opens: number, phones: number) =>
      `${visitors === null ? '' : `${figure(visitors)} 位访客`}打开 ${figure(opens)} 次，${
        phones === 0 ? '没有人用手机' : phones === 100 ? '都用手机' : `${figure(phones)}% 用手机`
      }`,
    saved: (count: number) => `下载 ${figure(count)} 张`,
    most: (title: string, views: number) => `看得最多的是「${title}」，${figure(views)} 次`,
    join: (parts: readonly string[]) => `${parts.join('；')}。`,
  },
  /** The lines to paste; 家: different recipients. */
  summary: {
    opens: (opens: number, phones: number) =>
      opens === 0 ? '打开次数：还没有人打开' : `打开次数：${figure(opens)} 次，${figure(phones)}% 用手机`,
    /** `partners` null: no link is for a recipient. */
    downloads: (count: number, partners: number | null) =>
      `下载张数：${figure(count)} 张${partners === null ? '' : partners === 0 ? '，还没有合作方下载' : `，${figure(partners)} 家合作方下载过`}`,
    partners: (opened: number, all: number) => `打开的合作方：${figure(opened)} 家（共 ${figure(all)} 家）`,
    noPartners: '打开的合作方：没有指定接收人的链接',
    most: (title: string, views: number) => `看得最多的照片：「${title}」，${figure(views)} 次`,
    noMost: '看得最多的照片：还没有人点开照片',
  },
  delivery: {
    due: (when: string) => `期限 ${when}`,
    noDue: '没有设期限，按各个链接的到期日算',
    opened: (opened: number, links: number) => `${figure(links)} 个链接，${figure(opened)} 个打开过`,
    downloaded: (count: number) => `${figure(count)} 个下载过`,
    recipients: (all: number, opened: number, downloaded: number) =>
      `${figure(all)} 家接收人，${figure(opened)} 家打开，${figure(downloaded)} 家下载`,
    medianOpen: (days: string) => `从发出到打开，中位数 ${days}`,
    medianDownload: (days: string) => `从发出到下载，中位数 ${days}`,
    sentAgo: (days: number) => (days === 0 ? '今天发出' : `${figure(days)} 天前发出`),
    notNoted: '没有记录发送，按建链接的时间算',
  },
  soon: (minutes: number) =>
    minutes < 100
      ? `照这个速度，大约 ${figure(minutes)} 分钟后用完`
      : `照这个速度，大约 ${figure(Math.round(minutes / 60))} 小时后用完`,
  opensLeft: (count: number) => `还能打开 ${figure(count)} 次`,
  opened: (count: number) => `打开 ${figure(count)} 次`,
  mostly: (what: string) => `多看「${what}」`,
  /** Where a section has nothing to tell. */
  empty: {
    photos: '还没有人点开照片',
    galleries: '还没有图库',
    links: '还没有链接',
    regions: '还没有打开记录',
    placements: '没有带投放点的链接',
    places: '还没有人扫屏幕上的码',
    screens: '屏幕还没有播放这个项目的照片',
    refusals: '没有人被挡在外面',
    delivery: '没有发给某一个人的链接',
    notOpened: '都打开过了',
    notDownloaded: '没有打开了却没下载的人',
    cameBack: '还没有人打开两次',
    any: '这段时间没有记录',
  },
  /** At the foot: what is in no figure. */
  leftOut: (staff: number, robots: number) => {
    const parts = [
      staff === 0 ? '员工' : `员工的 ${figure(staff)} 次打开`,
      '屏幕',
      robots === 0 ? '和预览机器人' : `和 ${figure(robots)} 次预览机器人`,
    ];
    return `${parts[0]}、${parts[1]}${parts[2]}不算在内。`;
  },
  keptFrom: (from: string) => `${from}之前只留了汇总，一次次的记录已经清理。`,
  source: ({ name, licence, date }: Report['regionSource']) =>
    // A file that the owner put there tells no licence, and perhaps no date.
    `地区来自 ${name}（${[licence, date].filter((part) => part !== '').join('，') || '自己放的文件'}），在盒子上查，不外传。`,
  /** What each figure is, in the order in which they are told. */
  definitions: ({
    timeZone,
    standIns,
    staff,
    robots,
    keptFrom,
    source,
  }: {
    readonly timeZone: string;
    readonly standIns: number;
    readonly staff: number;
    readonly robots: number;
    readonly keptFrom: string | null;
    readonly source: Report['regionSource'];
  }) => [
    {
      name: figures.opens,
      text: '放进来的访问。打开链接并且被放进来算一次；30 分钟没有动静或者这次看完了，再来算下一次。刷新、返回、同一次里换页都不算。预览和没让进的不算。',
    },
    {
      name: figures.visitors,
      text: `打开过的不同手机，靠浏览器里保存一年的 Cookie 分辨，不看地址。不存 Cookie 的按网络和型号估，这段时间有 ${figure(standIns)} 次打开是这样认的。同一部手机的两个浏览器算两位。`,
    },
    { name: figures.newVisitors, text: '独立访客里，这段时间之前从没来过的。' },
    { name: figures.returning, text: '独立访客里，这段时间打开过两次或更多的。' },
    {
      name: figures.views,
      text: '一张照片放大在屏幕上满半秒算看了一次；记在这次访问第一次看这张照片的那天。小图、预先取的、手机熄屏时的都不算。',
    },
    { name: figures.viewSeconds, text: '照片放大在屏幕上、页面看得见的时间之和。不会比访问本身长。' },
    {
      name: figures.medianSeconds,
      text: '一次访问里看照片的总时长，取中位数；没有点开照片的访问不算。一分钟以内精确到秒，十分钟以内到 5 秒，一小时以内到 30 秒。',
    },
    {
      name: figures.downloads,
      text: '从盒子取走的照片：一次访问里同一张同一版只算一张，单张、打包和原图一样算，打包按里面的张数。',
    },
    {
      name: figures.saves,
      text: '在微信里长按保存后点了「存好了」的照片，一次访问一张算一次。长按本身盒子看不见，所以和下载张数分开。',
    },
    { name: figures.refused, text: '想打开而没让进的手机：同一个链接、同一个原因，半小时里只算一次。' },
    { name: figures.asks, text: '在打不开的页面上请工作人员再开放的次数。' },
    { name: '设备和应用', text: '按浏览器自己的说法分。手机的占比是手机打开次数除以打开次数。' },
    {
      name: '地区',
      text: `打开时在盒子上按网络地址查，查完地址就截短保存。连着现场 Wi-Fi 的是「现场」，查不到的是「不清楚」。外地占比只按知道地区的场外打开算。数据：${source.name}（${source.licence}，${source.date}）。`,
    },
    {
      name: '图库',
      text: '图库的打开次数是现在能打开它的链接的打开次数，一个链接开几个图库时各算一次；看过的访问是在这个图库里至少看过一张照片的访问。',
    },
    {
      name: '投放点和屏幕',
      text: '投放点的打开次数是写着这个投放点的链接的打开次数。屏幕上的码带着画面编号，扫它进来的算在那块屏幕的那个画面上。屏幕时长是画面真正显示的时间。',
    },
    {
      name: '交付',
      text: '只看发给某一个人、没有收回的链接，到制表时为止，不限这段时间。发出：第一次记录的发送，没有记录就按建链接的时间。能下载的以第一次下载为完成，不能下载的以第一次打开为完成；和期限比，期限是项目的交付日，没有就是链接的到期日。天数按日历日算。',
    },
    { name: '家', text: '不同的接收人。一家有几个链接也只算一家。' },
    {
      name: '时间',
      text: `日期和钟点按打开时盒子的钟（${timeZone}）记下，之后改时区不会动。起止两天都算在内。`,
    },
    {
      name: '不算在内',
      text: `员工自己的打开（这段时间 ${figure(staff)} 次）、屏幕、微信等聊天软件的预览机器人（${figure(robots)} 次）。`,
    },
    ...(keptFrom === null
      ? []
      : [
          {
            name: '保存多久',
            text: `${day(keptFrom)}之前的一次次记录已经清理，每天的汇总一直留着，数字不变。按图库、接收人、投放点筛选时，之前的独立访客分不出来，显示「—」。`,
          },
        ]),
  ],
};
