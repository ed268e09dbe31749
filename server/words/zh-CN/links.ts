import type { Download } from '#contract/links.ts';
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
}
/** What a preset means. */
export interface PresetParts {
  readonly opens: number | null;
  readonly many: boolean;
  readonly days: number | null;
  readonly withProject: boolean;
  readonly download: Download;
  readonly password: boolean;
}

const figure = (value: number) => value.toLocaleString('zh-CN');
const onDay = ({ days, month, day, year, thisYear }: Moment) =>
  days === 0 ? '今天' : days === 1 ? '明天' : `${thisYear ? '' : `${year} 年 `}${month} 月 ${day} 日`;
const keeps: Record<Download, string> = { off: '只能看，不能存', screen: '可以存屏幕尺寸', original: '可以存原图' };

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
  columns: { link: '链接', opens: '还能打开', expires: '到期', download: '下载', state: '状态', acts: '操作' },
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
  downloads: { off: '关闭', screen: '屏幕尺寸', original: '原图' } satisfies Record<Download, string>,
  preset: (value: string) => `预设 ${value}`,
  asPreset: '按预设',
  presetIs: (value: string) => `预设是${value}`,
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
  sentence: ({ maxOpens, perPhone, until, withProject, from, download, password }: PolicyParts) => {
    const start = from === null ? '' : `*${onDay(from)} ${from.clock}* 起，`;
    const opens = maxOpens === null ? '*不限次数*' : `可以打开 *${figure(maxOpens)} 次*`;
    const end =
      until === null
        ? withProject
          ? '，项目结束时到期'
          : '，一直有效'
        : `，到 *${onDay(until)}${until.clock === '24:00' ? '' : ` ${until.clock}`}*为止`;
    const phone = perPhone === null ? '' : `；每部手机 *${figure(perPhone)} 次*`;
    return `${start}${opens}${end}${phone}${password ? '；*要密码*' : ''}；*${keeps[download]}*。`;
  },
  presetSays: ({ opens, many, days, withProject, download, password }: PresetParts) =>
    [
      opens === null ? '不限次数' : many ? `每部手机可以打开 ${figure(opens)} 次` : `可以打开 ${figure(opens)} 次`,
      withProject ? '到项目结束' : days === null ? '不到期' : `${days} 天`,
      download === 'off' ? '不能保存' : keeps[download],
      ...(password ? ['要密码'] : []),
    ].join('，'),
  form: {
    opens: '查看次数',
    used: (opens: number, left: number | null) =>
      left === null ? `已用 ${figure(opens)}` : `已用 ${figure(opens)}，还剩 ${figure(left)}`,
    times: '次',
    unlimited: '不限',
    perPhone: '每部手机',
    perPhoneHelp: '空着就是不限',
    expires: '到期',
    ends: { none: '不到期', days: '天数', date: '日期', project: '项目结束' },
    days: '天',
    daysLabel: '从今天起的天数',
    dateLabel: '最后一天',
    projectEnds: (when: string) => `项目到${when}`,
    download: '下载',
    password: '密码',
    passwords: { off: '不用', on: '要密码' },
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
    opensWrong: '请填 1 到 1,000,000 的整数，或选不限。',
    perPhoneWrong: '请填 1 到 1,000,000 的整数，或空着。',
    daysWrong: '请填 0 到 3,650 的整数。0 是今天到期。',
    dateWrong: '请选今天或以后的一天。',
    passwordWrong: '要密码的话，请写一个。',
    refused: '这一项没有存下，请改一下。',
  },
  /** Before a link asks for a password whose photos are on screens. */
  onScreens: {
    heading: '屏幕上也撤下吗？',
    text: (screens: string) => `${screens}正在放这个链接里的照片。设了密码，路过的人在屏幕上照样看得到。`,
    takeOff: '从屏幕上撤下',
    keep: '照样放',
  },
  galleries: '能看的图库',
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
  madePassword: '打开时要输这个密码。它只在这里显示一次，请现在记下。',
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
