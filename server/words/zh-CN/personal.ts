/** What a link for one guest allows, in the parts that its line is made of. */
export interface TermParts {
  /** Of its preset; empty without one. */
  readonly name: string;
  readonly opens: number | null;
  readonly days: number | null;
  readonly withProject: boolean;
  readonly download: 'off' | 'screen' | 'original';
  readonly password: boolean;
}

const n = (count: number) => count.toLocaleString('zh-CN');
const keeps = { off: '不能下载', screen: '可以存屏幕尺寸', original: '可以存原图' };

/** 专属图库: photos chosen for one client, and a presenter's clients. */
export const personal = {
  title: '专属图库',
  make: '做成专属图库',
  forProject: '给哪个项目的客户？',
  clear: '清空',
  cleared: '清空了',
  forWhom: '给谁',
  forWhomExample: '客户怎么称呼',
  nameMissing: '先写给谁。',
  nameLong: '称呼最多 80 个字，写在一行里。',
  known: '已有的客户',
  useKnown: (name: string, company: string) => `${name}${company === '' ? '' : `，${company}`}，已有，用他`,
  chosen: (name: string) => `用已有的客户「${name}」，不会重复建`,
  another: '不是同一位',
  choices: '从哪里选',
  all: '全部',
  picked: '收藏',
  grid: '照片',
  nth: (name: string, nr: number) => `${name}，第 ${nr} 张`,
  tick: '选上',
  untick: '不选',
  onScreen: (count: number) => (count === 1 ? '刚才在大屏上的那张已选上' : `刚才在大屏上的 ${n(count)} 张已选上`),
  notOnScreen: '不要',
  none: '这里还没有照片。',
  noPhotos: '照片库还是空的，先放照片进来。',
  toLibrary: '去照片库',
  more: '再看一些',
  most: (most: number) => `一个专属图库最多 ${most} 张。`,
  terms: ({ name, opens, days, withProject, download, password }: TermParts) =>
    `${name === '' ? '' : `${name}：`}${[
      opens === null ? '不限次数' : `${n(opens)} 次`,
      withProject ? '到项目结束' : days === null ? '不到期' : days === 0 ? '今天到期' : `${n(days)} 天`,
      keeps[download],
      ...(password ? ['要密码'] : []),
    ].join('，')}`,
  change: '改',
  changeTerms: '改次数、天数和下载',
  sheet: '这位客户能看多久',
  backToPreset: '改回预设',
  textLabel: '会发出去的话',
  noText: '没有写好的话，只发链接。',
  makeAndCopy: (count: number) => (count === 0 ? '生成并复制' : `生成并复制（${n(count)} 张）`),
  making: '正在生成',
  codeNow: '生成并看二维码',
  chooseFirst: '先选几张照片。',
  lost: '没连上盒子，还没有生成。选好的都在，连上再按一次。',
  done: {
    copied: '已复制，去微信粘贴',
    made: '生成好了',
    byHand: '这个浏览器要再按一下才能复制。',
    selected: '已选中，长按复制',
    copy: '复制',
    again: '再复制一次',
    code: '二维码',
    share: '分享',
    sms: '发短信',
    another: '再建一个',
    open: '看这个图库',
    for: (name: string, count: number) => `${name}，${n(count)} 张`,
    sent: '记作已发给他',
    undoSent: '还没发',
    notSent: '没有记作已发',
    password: (password: string) => `密码 ${password}`,
    composing: '链接建好了，话没取到：复制的是链接。',
  },
  clients: {
    title: '我的客户',
    none: '还没有客户',
    noneHelp: '带客户看完，勾几张他喜欢的，写上称呼，链接和二维码就有了。',
    opened: (opens: number) => `打开 ${n(opens)} 次`,
    lastAgo: (ago: string) => `${ago}看过`,
    lastAt: (when: string) => `${when}看过`,
    notOpened: '还没打开',
    phones: (count: number) => `${count} 部手机`,
    sentAt: (when: string) => `${when}发的`,
    more: (count: number) => `再看 ${n(count)} 位`,
    unknown: '连不上盒子，不知道谁看过',
  },
  list: {
    title: '专属图库',
    help: '给一位客户选的照片。',
    photos: (count: number) => `${n(count)} 张`,
    opens: (opens: number) => (opens === 0 ? '还没打开' : `打开 ${n(opens)} 次`),
  },
};
