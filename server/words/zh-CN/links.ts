import type { Download, Watermark } from '#contract/links.ts';
import type { Moment } from '../moments.ts';

/** What a policy says, in the parts that its sentence is made of. */
export interface PolicyParts {
  readonly maxOpens: number | null;
  readonly perPhone: number | null;
  /** The last moment at which it opens; null: it does not end. */
  readonly until: Moment | null;
  /** It ends when its project does. */
  readonly withProject: boolean;
  /** Where it opens only later. */
  readonly from: Moment | null;
  readonly download: Download;
  readonly password: boolean;
  /** How long one visit lasts, in seconds; null: as long as somebody looks. */
  readonly visitSeconds: number | null;
  readonly maxDevices: number | null;
  readonly watermark: Watermark;
}
/** What a preset means. */
export interface PresetParts {
  readonly opens: number | null;
  readonly many: boolean;
  readonly days: number | null;
  readonly withProject: boolean;
  readonly download: Download;
  readonly password: boolean;
  readonly visitSeconds: number | null;
  readonly maxDevices: number | null;
  readonly watermark: Watermark;
}
/** A field of a link's form that a preset says something about, with what it says. */
export type PresetSaid =
  | { readonly field: 'opens'; readonly opens: number | null; readonly many: boolean }
  | { readonly field: 'end'; readonly days: number | null; readonly withProject: boolean }
  | { readonly field: 'download'; readonly download: Download }
  | { readonly field: 'visit'; readonly seconds: number | null }
  | { readonly field: 'phones'; readonly phones: number | null }
  | { readonly field: 'refresh'; readonly days: number | null }
  | { readonly field: 'watermark'; readonly watermark: Watermark }
  | { readonly field: 'password'; readonly asked: boolean };

const figure = (value: number) => value.toLocaleString('zh-CN');
const onDay = ({ days, month, day, year, thisYear }: Moment) =>
  days === 0 ? '今天' : days === 1 ? '明天' : `${thisYear ? '' : `${year} 年 `}${month} 月 ${day} 日`;
const keeps: Record<Download, string> = { off: '只能看，不能存', screen: '可以存屏幕尺寸', original: '可以存原图' };
const downloads: Record<Download, string> = { off: '关闭', screen: '屏幕尺寸', original: '原图' };
const watermarks: Record<Watermark, string> = { off: '没有', brand: '场馆名', recipient: '接收人和日期' };
const marked: Record<Watermark, string> = { off: '', brand: '照片上有场馆名', recipient: '照片上有接收人和日期' };
/** A length of time in the largest unit that it fills. */
const lasting = (seconds: number) =>
  seconds % 3600 === 0
    ? `${figure(seconds / 3600)} 小时`
    : seconds % 60 === 0
      ? `${figure(seconds / 60)} 分钟`
      : `${figure(seconds)} 秒`;

/** Links. `*` surrounds what is emphasised. */
export const links = {
  add: '新链接',
  path: '所在位置',
  make: '建链接',
  empty: '还没有链接',
  emptyHelp: '链接就是客人扫的码：能看哪些图库、看几次、看到哪天，都由它定。',
  noGalleries: '先建一个图库，再给它建链接。',
  toGalleries: '去图库',
  lead: '换照片不动链接，印出去的二维码照样能用。',
  all: '全部',
  filter: '按状态看',
  noneOfState: '没有这样的链接。',
  columns: {
    link: '链接',
    opens: '还能打开',
    expires: '到期',
    download: '下载',
    downloads: '已下载张数',
    state: '状态',
    acts: '操作',
  },
  states: {
    live: '开放中',
    nearly: '快用完',
    ending: '快到期',
    scheduled: '未开始',
    exhausted: '用完',
    expired: '已到期',
    revoked: '已撤回',
  },
  groups: { open: '开放中', soon: '快用完', over: '用完或到期', revoked: '已撤回' },
  downloads,
  watermarks,
  lasting,
  preset: (value: string) => `预设 ${value}`,
  asPreset: '按预设',
  presetIs: (value: string) => `预设是${value}`,
  /** Where nothing can be, and nothing was. */
  noDownloads: '—',
  downloaded: (count: number) => (count === 0 ? '还没有人下载' : `已下载 ${figure(count)} 张`),
  unlimited: '不限',
  of: (max: number) => `/ ${figure(max)} 次`,
  opened: (opens: number) => `已开 ${figure(opens)} 次`,
  leftOf: (left: number, max: number) => `还能打开 ${figure(left)} 次，共 ${figure(max)} 次`,
  perPhone: (count: number) => `每部手机 ${figure(count)} 次`,
  asksPassword: '要密码',
  daysLeft: (days: number) => (days === 0 ? '今天到期' : `还剩 ${days} 天`),
  never: '不到期',
  over: '已到期',
  untilDay: onDay,
  code: '二维码',
  giveOpens: (count: number) => `加 ${figure(count)} 次`,
  giveAgain: (count: number) => `再给 ${figure(count)} 次`,
  giveDays: (days: number) => `延长 ${days} 天`,
  revive: '恢复',
  revoke: '撤回链接',
  rotate: '换一个地址',
  edit: '打开',
  gaveOpens: (count: number) => `加了 ${figure(count)} 次`,
  gaveDays: (when: string) => `延长到${when}`,
  revived: '链接恢复了，原来的码照样能用',
  revoked: '链接撤回了，码已打不开',
  rotated: '换好了。旧码已打不开，请用新码',
  acts: (name: string) => `「${name}」的操作`,
  revokeAsk: (name: string) => `撤回「${name}」？`,
  revokeText: (opens: number) =>
    `${opens === 0 ? '还没有人打开过。' : `它已经打开 ${figure(opens)} 次，正在看的人会马上看不到。`}印出去的码会打不开。以后可以恢复。`,
  revokeYes: '撤回',
  revokeNo: '不撤',
  rotateAsk: '换一个新地址？',
  rotateText: '旧地址和已经印出去的码会永远打不开，正在看的人会马上看不到。换地址不能反悔。',
  rotateYes: '换地址',
  /** One sentence that says it all. */
  sentence: (policy: PolicyParts) => {
    const { maxOpens, perPhone, until, withProject, from, download, password } = policy;
    const start = from === null ? '' : `*${onDay(from)} ${from.clock}* 起，`;
    const opens = maxOpens === null ? '*不限次数*' : `可以打开 *${figure(maxOpens)} 次*`;
    const end =
      until === null
        ? withProject
          ? '，项目结束时到期'
          : '，一直有效'
        : `，到 *${onDay(until)}${until.clock === '24:00' ? '' : ` ${until.clock}`}*为止`;
    const phone = perPhone === null ? '' : `；每部手机 *${figure(perPhone)} 次*`;
    const phones = policy.maxDevices === null ? '' : `；最多 *${figure(policy.maxDevices)} 部手机*`;
    const visit = policy.visitSeconds === null ? '' : `；一次看 *${lasting(policy.visitSeconds)}*`;
    const mark = policy.watermark === 'off' ? '' : `；${marked[policy.watermark]}`;
    return `${start}${opens}${end}${phone}${phones}${visit}${password ? '；*要密码*' : ''}；*${keeps[download]}*${mark}。`;
  },
  presetSays: ({ opens, many, days, withProject, download, password, ...more }: PresetParts) =>
    [
      opens === null ? '不限次数' : many ? `每部手机可以打开 ${figure(opens)} 次` : `可以打开 ${figure(opens)} 次`,
      withProject ? '到项目结束' : days === null ? '不到期' : `${days} 天`,
      download === 'off' ? '不能保存' : keeps[download],
      ...(more.visitSeconds === null ? [] : [`一次看 ${lasting(more.visitSeconds)}`]),
      ...(more.maxDevices === null ? [] : [`最多 ${figure(more.maxDevices)} 部手机`]),
      ...(more.watermark === 'off' ? [] : ['有水印']),
      ...(password ? ['要密码'] : []),
    ].join('，'),
  /** What a preset says of one field, as a value. */
  presetSaid: (said: PresetSaid): string => {
    switch (said.field) {
      case 'opens':
        return said.opens === null ? '不限' : `${said.many ? '每部手机 ' : ''}${figure(said.opens)} 次`;
      case 'end':
        return said.withProject ? '到项目结束' : said.days === null ? '不到期' : `${said.days} 天`;
      case 'download':
        return downloads[said.download];
      case 'visit':
        return said.seconds === null ? '不倒计时' : lasting(said.seconds);
      case 'phones':
        return said.phones === null ? '不限' : `${figure(said.phones)} 部`;
      case 'refresh':
        return said.days === null ? '不提醒' : `${said.days} 天`;
      case 'watermark':
        return watermarks[said.watermark];
      case 'password':
        return said.asked ? '要密码' : '不用密码';
    }
  },
  form: {
    opens: '查看次数',
    used: (opens: number, left: number | null) =>
      left === null ? `已用 ${figure(opens)}` : `已用 ${figure(opens)}，还剩 ${figure(left)}`,
    times: '次',
    unlimited: '不限',
    perPhone: '每部手机',
    perPhoneHelp: '空着就是不限',
    total: '总共',
    /** Of a link for many: what the two numbers mean. */
    manySays: (perPhone: number | null, total: number | null) =>
      `${perPhone === null ? '每部手机不限次数' : `每部手机可以打开 ${figure(perPhone)} 次`}，${total === null ? '总次数不限，来多少人都够。要设上限就填「总共」。' : `所有人一共 ${figure(total)} 次，用完就关。`}`,
    opening: '开放时间',
    openings: { now: '马上', later: '定时' },
    openingLabel: '从什么时候起可以打开',
    openingHelp: '之前扫码会看到倒计时',
    expires: '到期',
    ends: { none: '不到期', days: '天数', date: '日期', project: '项目结束' },
    days: '天',
    daysLabel: '从今天起的天数',
    dateLabel: '最后一天',
    projectEnds: (when: string) => `项目到${when}`,
    download: '下载',
    visit: '一次看多久',
    visitHelp: '时间到了就收起照片',
    visits: { free: '不倒计时', 60: '1 分钟', 300: '5 分钟', 1800: '30 分钟', own: '自定' },
    visitLabel: '一次看多久，自己填',
    visitUnits: { seconds: '秒', minutes: '分钟' },
    visitUnit: '单位',
    phones: '手机数',
    phonesHelp: '填 1，转发出去就打不开',
    phonesUnit: '部',
    refresh: '更新提醒',
    refreshHelp: '照片超过这些天没换，「现在」里会提醒',
    refreshNone: '不提醒',
    watermark: '水印',
    preview: '转发卡片',
    previews: { off: '不放照片', on: '放一张照片' },
    previewNever: '要密码或有水印的链接，打开之前不会放照片。',
    previewSays: '转发地址时，聊天软件的预览里看到的；微信自己的卡片不放照片',
    fromPreset: '按预设',
    byHand: '手动改过',
    presetIs: (value: string) => `预设是${/^[\d]/.test(value) ? ' ' : ''}${value}`,
    /** The link has the terms that its preset had when it was given them. */
    presetBecame: (value: string) => `预设后来改成了${/^[\d]/.test(value) ? ' ' : ''}${value}`,
    backToPreset: '改回预设',
    takePreset: '照新的',
    more: '更多规则',
    moreHelp: '开放时间、看多久、手机数、水印、转发卡片',
    password: '密码',
    passwords: { off: '不用', on: '要密码' },
    showPassword: '看密码',
    showingPassword: '正在打开',
    hidePassword: '收起',
    hiddenIn: (seconds: number) => `${seconds} 秒后收起，谁看过会记在操作记录里`,
    newPassword: '密码',
    keepPassword: '已设密码，不改就空着',
    setPassword: '写一个密码',
    label: '名字',
    labelHelp: '只有工作人员看得到',
    placement: '投放点',
    placementHelp: '码挂在哪里，例如 注册台桌牌',
    save: '保存更改',
    saving: '正在保存',
    saved: '已保存，马上生效',
    nothing: '没有改动',
    discard: '放弃改动',
    /** Why a field was refused, and what may stand there. */
    wrong: {
      opens: '请填 1 到 1,000,000 的整数，或选不限。',
      perPhone: '每部手机请填 1 到 1,000,000 的整数，或空着。',
      opensAt: '请填日期和时间。',
      opensLate: '那时链接已经到期了。开放时间要早于到期时间。',
      days: '请填 0 到 3,650 的整数。0 是今天到期。',
      date: '请选今天或以后的一天。',
      visit: '请填 10 秒到 12 小时之间的整数。',
      phones: '请填 1 到 10,000 的整数，或空着。',
      refresh: '请填 1 到 3,650 的整数，或空着。',
      password: '要密码的话，请写一个。',
      passwordLong: '密码最多 100 个字。',
      previewPassword: '要密码的链接，打开之前不能放照片：没有密码的人也会看到。',
      previewMark: '有水印的链接，打开之前不能放照片：卡片上的照片没有水印。',
      label: '名字最多 120 个字，写在一行里。',
      placement: '投放点最多 120 个字，写在一行里。',
      refused: '盒子没有收下这一项，请改一下。',
    },
  },
  /** Before a link asks for a password whose photos are on screens. */
  onScreens: {
    heading: '屏幕上也撤下吗？',
    text: (screens: string) => `${screens}正在放这个链接里的照片。设了密码，路过的人在屏幕上照样看得到。`,
    takeOff: '从屏幕上撤下',
    keep: '照样放',
  },
  /** What guests are to do after the photos. */
  step: {
    title: '下一步',
    help: {
      project: '看完照片以后做什么：加群、打电话、看官网。显示在照片下面，链接打不开时也在。',
      link: '看完照片以后做什么。这里没有，就显示项目设置里的。',
    },
    add: '加下一步',
    change: '改一改',
    remove: '拿掉',
    removeAsk: '拿掉下一步？',
    removeText: {
      project: '客人的页面上马上看不到它，图片也会删掉。点击次数还留着。',
      link: '客人的页面上马上看不到它，图片也会删掉。项目设置里有的话，会换成那一个。',
    },
    removed: '下一步拿掉了',
    saved: '已保存，客人马上看到',
    text: '一句话',
    textExample: '例如 扫码进群，领取全部原图',
    label: '按钮上写',
    labelExample: '例如 预约看房',
    target: '点了去哪里',
    targetHelp: '一个网址，或一个电话号码。没有按钮就空着。',
    picture: '图片',
    pictureNow: '现在的图片',
    pictureHelp: '例如群的二维码，客人长按识别。JPEG、PNG 或 WebP，最大 10 MB。',
    choose: '选图片',
    replace: '换一张',
    removePicture: '不用图片',
    alt: '图片里是什么',
    altHelp: '念给看不见的客人听，例如「交流群二维码」。空着就念上面那句话。',
    ends: '最后一天',
    endsHelp: '群码会过期。过了这一天就不显示，前 3 天会提醒您。空着就一直显示。',
    until: (when: string) => `显示到 ${when}`,
    over: (when: string) => `${when} 起不再显示`,
    taps: (count: number) => (count === 0 ? '还没有人点过按钮' : `按钮点了 ${figure(count)} 次`),
    leads: (label: string, target: string) => `「${label}」→ ${target}`,
    wrong: {
      text: '请写一句话，最多 200 个字。',
      label: '请写按钮上的字，最多 30 个。',
      target: '请填 https:// 开头的网址，或一个电话号码。',
      pictureAlt: '最多 120 个字。',
      endsOn: '请选今天或以后的一天。',
    },
  },
  chapters: {
    label: '章节',
    add: '加一章',
    up: (title: string) => `「${title}」往前移`,
    down: (title: string) => `「${title}」往后移`,
    remove: (title: string) => `「${title}」不再打开`,
    moved: (title: string, nr: number) => `「${title}」现在是第 ${nr} 章`,
    added: (title: string) => `加了「${title}」`,
    removed: (title: string) => `「${title}」拿掉了`,
    changed: '章节改好了，正在看的手机马上跟着变',
  },
  forWhom: '给谁',
  forOne: '给一个人',
  forMany: '给很多人',
  forOneHelp: '次数是总共的，适合发给一个人或一家公司。',
  forManyHelp: '次数按每部手机算，适合屏幕、海报、桌牌。',
  audience: '角色',
  noAudience: '不用预设',
  noAudienceHelp: '不限次数，不到期，不能保存',
  adjust: '要改的话',
  whichGalleries: '打开哪些图库',
  chooseGallery: '请至少选一个图库。',
  making: '正在建',
  made: '链接建好了',
  madePassword: '打开时要输这个密码，请现在记下。以后在链接页也能再看。',
  passwordMade: '空着的话，盒子会编一个六位数。',
  passwordIs: '密码',
  noted: '记下了',
  copyPassword: '复制密码',
  dialog: {
    alt: (name: string) => `「${name}」的二维码`,
    address: '链接地址',
    copy: '复制链接',
    copied: '已复制，去微信粘贴',
    copyByHand: '已选中，长按或按 Ctrl+C 复制',
    share: '分享',
    svg: 'SVG 矢量图',
    png: (px: number) => `PNG ${px}`,
    save: '存图片',
    full: '全屏',
    large: '放大',
    bright: '把屏幕调到最亮，扫得更快。',
    origin: '码里的地址',
    origins: { public: '公网', local: '现场 Wi-Fi' },
    drawing: '正在画',
    edit: '改权限',
  },
  /** Where its codes on screens were scanned. */
  places: {
    label: '从屏幕扫的',
    place: (screen: string, scene: string) => (scene === '' ? screen : `${screen} · ${scene}`),
    opens: (count: number) => `${figure(count)} 次`,
    others: '其他地方',
  },
  warnings: {
    no_public: '只有连上盒子 Wi-Fi 的手机能打开。',
    local_chosen: '这个码只有连上盒子 Wi-Fi 的手机能打开。',
    unreachable: '公网地址现在打不开这个盒子。',
    another_box: '公网地址现在打不开这个盒子，答话的是另一台。',
    no_box: '公网地址现在打不开这个盒子，答话的不是盒子。',
    not_staying: '先别印：地址还没有定下来。',
    toBox: '去设地址',
    askOwner: '请盒子的主人在「盒子」里设好地址。',
  },
  dead: {
    expired: (when: string) => `${when}已到期，码打不开。`,
    exhausted: (max: number) => `${figure(max)} 次都用完了，码打不开。`,
    revoked: (when: string) => `${when}撤回的，码打不开。`,
    scheduled: (when: string) => `${when}才开放，现在扫会先看到倒计时。`,
    safe: '照片都在。恢复后，原来的码照样能用。',
  },
};
