import type { Download, LinkState } from '#contract/links.ts';
import type { DeliveryRow, Figures, RefusalReason, Report } from '#contract/report.ts';
import type { reports as shape } from '../zh-CN/reports.ts';

const figure = (value: number) => value.toLocaleString('en');
const some = (count: number, one: string, many = `${one}s`) => `${figure(count)} ${count === 1 ? one : many}`;
const times = (count: number) => (count === 1 ? 'once' : `${figure(count)} times`);
const two = (value: number) => String(value).padStart(2, '0');
const partsOf = (day: string) => day.split('-').map(Number) as [number, number, number];

const aboutKinds: Record<Report['about']['kind'], string> = {
  project: 'The whole project',
  audience: 'Audience',
  gallery: 'Gallery',
  link: 'Link',
  recipient: 'Recipient',
  placement: 'Placement',
  several: 'Several conditions',
};
const figures: Record<keyof Figures, string> = {
  opens: 'Opens',
  visitors: 'Visitors',
  newVisitors: 'New visitors',
  returning: 'Came more than once',
  standIns: 'Opens without cookies',
  onSite: 'Opens on site',
  views: 'Photo views',
  viewSeconds: 'Time spent looking',
  medianSeconds: 'Time per visit',
  downloads: 'Downloads',
  savers: 'Visitors who downloaded',
  saves: 'Saved by long press',
  asks: 'Asked for more',
  refused: 'Turned away',
  phones: 'Opens by phone',
};
const reasons: Record<RefusalReason, string> = {
  used_up: 'Used up',
  used_up_here: 'Used up on this phone',
  expired: 'Expired',
  revoked: 'Withdrawn',
  not_open_yet: 'Not open yet',
  devices: 'On enough phones already',
  password: 'Wrong password',
  attempts: 'Too many guesses',
};
const devices: Readonly<Record<string, string>> = {
  phone: 'Phone',
  tablet: 'Tablet',
  desktop: 'Computer',
  other: 'Other',
};
const systems: Readonly<Record<string, string>> = {
  ios: 'iOS',
  android: 'Android',
  harmony: 'HarmonyOS',
  windows: 'Windows',
  mac: 'macOS',
  linux: 'Linux',
  other: 'Other',
};
const apps: Readonly<Record<string, string>> = {
  wechat: 'WeChat',
  wecom: 'WeCom',
  alipay: 'Alipay',
  dingtalk: 'DingTalk',
  feishu: 'Feishu',
  lark: 'Lark',
  qq: 'QQ',
  qqbrowser: 'QQ Browser',
  weibo: 'Weibo',
  douyin: 'Douyin',
  xiaohongshu: 'RedNote',
  taobao: 'Taobao',
  meituan: 'Meituan',
  baidu: 'Baidu',
  quark: 'Quark',
  uc: 'UC Browser',
  huawei: 'Huawei Browser',
  xiaomi: 'Mi Browser',
  miui: 'Mi Browser',
  oppo: 'OPPO Browser',
  heytap: 'OPPO Browser',
  vivo: 'vivo Browser',
  honor: 'Honor Browser',
  samsung: 'Samsung Internet',
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
  other: 'Other',
};
const verdicts: Record<DeliveryRow['verdict'], string> = {
  in_time: 'In time',
  late: 'Late',
  waiting: 'Waiting',
  missed: 'Missed',
  none: 'No due date',
};
const states: Record<LinkState, string> = {
  scheduled: 'Not open yet',
  live: 'Open',
  expired: 'Expired',
  exhausted: 'Used up',
  revoked: 'Withdrawn',
};
const downloads: Record<Download, string> = {
  off: 'No downloads',
  screen: 'Screen size',
  original: 'Originals',
};
const scenes: Readonly<Record<string, string>> = {
  photo: 'Photo',
  photos: 'Photos',
  pair: 'Two photos',
  poster: 'Poster',
  codes: 'Codes',
  wall: 'Photo wall',
  message: 'Message',
  wifi: 'Wi-Fi',
  mobile: '4G line',
  pano: '360° photo',
  unit: 'Unit',
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const shortDay = (iso: string) => {
  const [, month, date] = partsOf(iso);
  return `${date} ${months[month - 1]}`;
};
const day = (iso: string) => `${shortDay(iso)} ${iso.slice(0, 4)}`;
const countries = new Map<string, string>();
const country = (code: string) => {
  const known = countries.get(code);
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(code) ?? code;
  countries.set(code, name);
  return name;
};
/** Provinces are kept by their Chinese names; cities are told by these alone, since the file has no others. */
const provinces: Readonly<Record<string, string>> = {
  北京: 'Beijing',
  天津: 'Tianjin',
  河北: 'Hebei',
  山西: 'Shanxi',
  内蒙古: 'Inner Mongolia',
  辽宁: 'Liaoning',
  吉林: 'Jilin',
  黑龙江: 'Heilongjiang',
  上海: 'Shanghai',
  江苏: 'Jiangsu',
  浙江: 'Zhejiang',
  安徽: 'Anhui',
  福建: 'Fujian',
  江西: 'Jiangxi',
  山东: 'Shandong',
  河南: 'Henan',
  湖北: 'Hubei',
  湖南: 'Hunan',
  广东: 'Guangdong',
  广西: 'Guangxi',
  海南: 'Hainan',
  重庆: 'Chongqing',
  四川: 'Sichuan',
  贵州: 'Guizhou',
  云南: 'Yunnan',
  西藏: 'Tibet',
  陕西: 'Shaanxi',
  甘肃: 'Gansu',
  青海: 'Qinghai',
  宁夏: 'Ningxia',
  新疆: 'Xinjiang',
  台湾: 'Taiwan',
  香港: 'Hong Kong',
  澳门: 'Macao',
};
const provinceName = (name: string) => provinces[name] ?? name;
const placeName = (code: string, province: string, city: string) => {
  if (province === '') return country(code);
  // Beijing, Shanghai and the like are city and province in one.
  return city === '' || city === province ? provinceName(province) : `${city} (${provinceName(province)})`;
};

export const reports: typeof shape = {
  title: 'Report',
  deliveryTitle: 'Delivery report',
  summaryTitle: (project) => `${project}: delivery summary`,
  figure,
  percent: (value) => `${figure(value)}%`,
  times: (count) => some(count, 'time'),
  photosCount: (count) => some(count, 'photo'),
  people: (count) => some(count, 'visitor'),
  partners: (count) => some(count, 'recipient'),
  daysCount: (count) => some(count, 'day'),
  daysBetween: (count) => (count === 0 ? 'the same day' : some(count, 'day')),
  length: (seconds) => {
    const whole = Math.round(seconds);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  },
  lasting: (seconds) => {
    if (seconds < 90) return `${figure(Math.round(seconds))} s`;
    if (seconds < 5400) return `${figure(Math.round(seconds / 60))} min`;
    return `${figure(Math.round(seconds / 360) / 10)} h`;
  },
  day,
  shortDay,
  span: (from, to) => {
    if (from === to) return day(from);
    return from.slice(0, 4) === to.slice(0, 4) ? `${shortDay(from)} – ${day(to)}` : `${day(from)} – ${day(to)}`;
  },
  hour: (hour) => `${hour}:00`,
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  madeAt: (when) => `Made ${when}`,
  zone: (name) => `Times are those of ${name}`,
  about: {
    kinds: aboutKinds,
    of: (kind, name) => (kind === 'project' ? aboutKinds.project : `${aboutKinds[kind]}: ${name}`),
    join: (names) => names.join(', '),
  },
  sections: {
    overview: 'Overview',
    figures: 'Key figures',
    hours: 'When in the day',
    week: 'When in the week',
    days: 'Day by day',
    photos: 'Photos looked at most often',
    longest: 'Photos looked at longest',
    galleries: 'Galleries ranked',
    galleriesEstate: 'Units looked at most',
    audiences: 'By audience',
    links: 'Links',
    devices: 'Devices',
    systems: 'Systems',
    apps: 'Apps',
    regions: 'From where',
    placements: 'Codes by placement',
    places: 'Codes on screens',
    screens: 'Shown on screens',
    refusals: 'Why phones were turned away',
    delivery: 'Delivery',
    notOpened: 'Not opened yet',
    notDownloaded: 'Opened, not downloaded',
    cameBack: 'Came back most',
    soon: 'Nearly used up',
    events: 'Every open',
    definitions: 'How these are counted',
  },
  sheets: {
    overview: 'Overview',
    days: 'Days',
    hours: 'Hours',
    week: 'Week',
    photos: 'Photos',
    galleries: 'Galleries',
    audiences: 'Audiences',
    links: 'Links',
    devices: 'Devices',
    regions: 'Regions',
    placements: 'Placements',
    screens: 'Screens',
    refusals: 'Turned away',
    delivery: 'Delivery',
    cameBack: 'Came back',
    definitions: 'Definitions',
  },
  figures,
  short: {
    opens: 'Opens',
    visitors: 'Visitors',
    downloads: 'Downloads',
    medianSeconds: 'Per visit',
    refused: 'Turned away',
    views: 'Photo views',
  },
  notes: {
    more: (days, percent) => `${figure(percent)}% more than the ${some(days, 'day')} before`,
    less: (days, percent) => `${figure(percent)}% less than the ${some(days, 'day')} before`,
    same: (days) => `as many as in the ${some(days, 'day')} before`,
    firstTime: (days) => `none in the ${some(days, 'day')} before`,
    returning: (count) => `${figure(count)} came more than once`,
    newVisitors: (count) => `${figure(count)} for the first time`,
    savers: (count) => `by ${some(count, 'visitor')}`,
    savedAlone: 'photos',
    median: 'min:s, median',
    refused: (parts) => parts.join(', '),
    part: (name, count) => `${name.toLocaleLowerCase('en')} ${figure(count)}`,
    unknown: 'single events are gone, so visitors cannot be told apart',
    onSite: (count) => `${figure(count)} on site`,
    peak: (hour, count) => `peak ${hour}, ${some(count, 'open')}`,
    few: 'few',
    many: 'many',
    phones: (count, percent) => `${some(count, 'open')} by phone, ${figure(percent)}%`,
    each: (lasting) => `${lasting} each`,
    away: (region, percent, away, base) =>
      `${figure(percent)}% from elsewhere: of ${some(base, 'remote open')} whose region is known, ${figure(away)} not from ${region}`,
    awayNone: (region) => `no remote opens whose region is known yet (home: ${region})`,
    siteOpens: (count) => `${some(count, 'open')} on site`,
    rest: (count) => some(count, 'other place'),
    of: (part, whole) => `${figure(part)} of ${figure(whole)}`,
    first: (shown) => `the first ${figure(shown)} are shown`,
  },
  columns: {
    rank: 'Rank',
    day: 'Day',
    weekday: 'Weekday',
    hour: 'Hour',
    photo: 'Photo',
    thumb: 'Picture',
    gallery: 'Gallery',
    audience: 'Audience',
    name: 'Name',
    company: 'Company',
    link: 'Link',
    links: 'Links',
    opened: 'Links opened',
    state: 'State',
    download: 'May download',
    placement: 'Placement',
    screen: 'Screen',
    scene: 'Scene',
    kind: 'Kind',
    number: 'Number',
    device: 'Device',
    system: 'System',
    app: 'App',
    region: 'Region',
    country: 'Country or region',
    province: 'Province',
    city: 'City',
    reason: 'Reason',
    count: 'Count',
    share: 'Share',
    opens: 'Opens',
    visitors: 'Visitors',
    views: 'Photo views',
    visits: 'Visits that looked',
    seconds: 'Seconds looked at',
    secondsEach: 'Seconds per view',
    downloads: 'Downloads',
    savers: 'Visitors who downloaded',
    saves: 'Saved by long press',
    refused: 'Turned away',
    screenSeconds: 'Seconds on screens',
    times: 'Times',
    edition: 'Edition',
    firstOpenAt: 'First opened',
    lastOpenAt: 'Last opened',
    firstDownloadAt: 'First download',
    sentAt: 'Sent',
    sentBy: 'Sent by',
    noted: 'Noted as sent',
    daysToOpen: 'Days to open',
    daysToDownload: 'Days to download',
    dueAt: 'Due',
    verdict: 'Result',
    most: 'Looked at most',
    opensLeft: 'Opens left',
    figure: 'Figure',
    value: 'Value',
    before: 'Span before',
    definition: 'How it is counted',
    at: 'Time',
  },
  words: {
    yes: 'Yes',
    no: 'No',
    none: '—',
    noAudience: 'No audience',
    noPlacement: 'No placement',
    unknown: 'Unknown',
    site: 'On site',
    home: 'Home',
    gone: 'deleted',
    untitled: 'Untitled',
    unnamedLink: 'Unnamed link',
    noRecipient: 'No recipient',
    forOne: 'For one',
    forMany: 'For many',
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
  region: ({ key, country: code, province, city }) => {
    if (key === 'site') return 'On site';
    if (key === 'unknown' || code === '') return 'Unknown';
    return placeName(code, province, city);
  },
  regionOf: (key) => {
    const [code = '', province = '', city = ''] = key.split('/');
    return placeName(code, province, city);
  },
  sentence: {
    none: {
      estate: 'Nobody has opened it yet. First put the code beside the sand table.',
      event: 'Nobody has opened it yet. First put the code on the screens and tables.',
      product: 'Nobody has opened it yet. First send the links to those who are to look.',
    },
    noneNow: 'Nobody opened it in this span.',
    opened: (visitors, opens, phones) =>
      `${visitors === null ? some(opens, 'open') : `${some(visitors, 'visitor')} opened it ${times(opens)}`}, ${
        phones === 0 ? 'none by phone' : phones === 100 ? 'all by phone' : `${figure(phones)}% by phone`
      }`,
    saved: (count) => some(count, 'download'),
    most: (title, views) => `“${title}” was looked at most, ${times(views)}`,
    join: (parts) => `${parts.join('; ')}.`,
  },
  summary: {
    opens: (opens, phones) =>
      opens === 0 ? 'Opens: none yet' : `Opens: ${figure(opens)}, ${figure(phones)}% by phone`,
    downloads: (count, partners) =>
      `Downloads: ${some(count, 'photo')}${
        partners === null ? '' : partners === 0 ? ', by no recipient yet' : `, by ${some(partners, 'recipient')}`
      }`,
    partners: (opened, all) => `Recipients who opened: ${figure(opened)} of ${figure(all)}`,
    noPartners: 'Recipients who opened: no link is for a recipient',
    most: (title, views) => `Photo looked at most: “${title}”, ${times(views)}`,
    noMost: 'Photo looked at most: none yet',
  },
  delivery: {
    due: (when) => `Due ${when}`,
    noDue: 'No due date is set: each link’s end counts',
    opened: (opened, links) => `${some(links, 'link')}, ${figure(opened)} opened`,
    downloaded: (count) => `${figure(count)} downloaded from`,
    recipients: (all, opened, saved) =>
      `${some(all, 'recipient')}: ${figure(opened)} opened, ${figure(saved)} downloaded`,
    medianOpen: (days) => `From sent to opened, median: ${days}`,
    medianDownload: (days) => `From sent to downloaded, median: ${days}`,
    sentAgo: (days) => (days === 0 ? 'sent today' : `sent ${some(days, 'day')} ago`),
    notNoted: 'not noted as sent, so counted from when the link was made',
  },
  soon: (minutes) =>
    minutes < 100
      ? `gone in about ${some(minutes, 'minute')} at this pace`
      : `gone in about ${some(Math.round(minutes / 60), 'hour')} at this pace`,
  opensLeft: (count) => `${some(count, 'open')} left`,
  opened: (count) => `opened ${times(count)}`,
  mostly: (what) => `mostly “${what}”`,
  empty: {
    photos: 'Nobody has looked at a photo yet',
    galleries: 'No galleries yet',
    links: 'No links yet',
    regions: 'Nothing was opened yet',
    placements: 'No links with a placement',
    places: 'Nobody has scanned a code on a screen yet',
    screens: 'No screen has shown this project’s photos yet',
    refusals: 'Nobody was turned away',
    delivery: 'No links that were meant for one person',
    notOpened: 'Everybody has opened theirs',
    notDownloaded: 'Nobody opened without downloading',
    cameBack: 'Nobody has opened twice yet',
    any: 'Nothing in this span',
  },
  leftOut: (staff, robots) =>
    `Not counted: ${staff === 0 ? 'staff' : `${some(staff, 'open')} by staff`}, screens, ${
      robots === 0 ? 'and preview robots' : `and ${some(robots, 'preview')} fetched by robots`
    }.`,
  keptFrom: (from) => `Before ${from} only the sums are kept; single events are gone.`,
  source: ({ name, licence, date }) =>
    `Regions by ${name} (${[licence, date].filter((part) => part !== '').join(', ') || 'own file'}), looked up on the box; nothing is sent out.`,
  definitions: ({ timeZone, standIns, staff, robots, keptFrom, source }) => [
    {
      name: figures.opens,
      text: 'Visits that were let in. Opening a link and being let in counts once; after 30 minutes of nothing, or when that visit is over, coming again counts again. Reloading, going back and turning pages within a visit do not count, nor do previews and phones that were turned away.',
    },
    {
      name: figures.visitors,
      text: `Different phones that opened, told apart by a cookie that lasts a year, never by address. Those that keep no cookies are told apart by network and model: ${some(standIns, 'open')} in this span. Two browsers of one phone are two.`,
    },
    { name: figures.newVisitors, text: 'Visitors who had never been here before this span.' },
    { name: figures.returning, text: 'Visitors who opened twice or more in this span.' },
    {
      name: figures.views,
      text: 'A photo that was large on screen for half a second or more; counted on the day on which the visit first looked at it. Small pictures, what is fetched ahead, and phones that sleep do not count.',
    },
    {
      name: figures.viewSeconds,
      text: 'The time for which photos were large on a page that could be seen, in sum. Never longer than the visit.',
    },
    {
      name: figures.medianSeconds,
      text: 'The median of how long a visit looked at photos, all told; visits that looked at none are left out. To the second below a minute, to 5 s below ten minutes, to 30 s below an hour.',
    },
    {
      name: figures.downloads,
      text: 'Photos taken from the box: each photo and edition once a visit, whether alone, in an archive or as an original; an archive counts by the photos in it.',
    },
    {
      name: figures.saves,
      text: 'Photos ticked as saved after a long press, as in WeChat, each once a visit. The box cannot see the press itself, so they stand apart from downloads.',
    },
    {
      name: figures.refused,
      text: 'Phones that wanted to open and were not let in: once in half an hour for each link and reason.',
    },
    { name: figures.asks, text: 'How often guests of a closed page asked staff for more.' },
    {
      name: 'Devices and apps',
      text: 'By what browsers say of themselves. The share of phones is opens by phone of all opens.',
    },
    {
      name: 'Regions',
      text: `Looked up on the box by the network address at the open; the address is then cut. The venue’s own Wi-Fi is “on site”, what is not found “unknown”. The share from elsewhere is of remote opens whose region is known. Data: ${source.name} (${source.licence}, ${source.date}).`,
    },
    {
      name: 'Galleries',
      text: 'A gallery’s opens are those of the links that open it now; a link that opens several counts for each. Visits that looked: those that looked at one of its photos at least.',
    },
    {
      name: 'Placements and screens',
      text: 'A placement’s opens are those of the links that carry its name. A code on a screen carries the number of its scene: whoever scans it counts there. Seconds on screens are those for which the scene was really shown.',
    },
    {
      name: 'Delivery',
      text: 'Only links meant for one and not withdrawn, up to when the report was made, whatever the span. Sent: the first sending that was noted, else when the link was made. Where downloading is allowed the first download completes it, else the first open; it is held against the project’s due day, else the link’s end. Days are calendar days.',
    },
    { name: 'Recipients', text: 'Different recipients; one with several links counts once.' },
    {
      name: 'Times',
      text: `Days and hours are those that the box’s clocks (${timeZone}) showed at the open; another zone set later does not move them. The first and the last day are part of the span.`,
    },
    {
      name: 'Left out',
      text: `Opens by staff (${figure(staff)} in this span), screens, and robots of messengers that fetch previews (${figure(robots)}).`,
    },
    ...(keptFrom === null
      ? []
      : [
          {
            name: 'How long it is kept',
            text: `Single events before ${day(keptFrom)} are gone; the sums of each day stay, so figures do not change. Of a gallery, a recipient or a placement, visitors before that cannot be told apart any more and are shown as “—”.`,
          },
        ]),
  ],
};
