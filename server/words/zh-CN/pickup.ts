import type { Moment } from '../moments.ts';

/** 领取站: the touch screen at which guests pick photos and take them along. */
export const pickup = {
  invitation: '碰一下，挑照片带走',
  title: '挑几张带走',
  /** The other language, in its own words. */
  otherLanguage: 'English',
  all: '全部',
  chapters: '按图库看',
  times: '按时间看',
  timeFrom: '从',
  timeTo: '到',
  /** Where the bars are days and not hours. */
  day: ({ month, day }: Moment) => `${month}月${day}日`,
  span: (from: string, to: string) => `${from}–${to}`,
  barSays: (span: string, photos: number) => `${span}，${photos} 张`,
  anyTime: '全部时间',
  fresh: '刚刚',
  newPhotos: (count: number) => `${count} 张新照片`,
  photo: (at: string) => `${at} 拍的照片`,
  most: (count: number) => `最多选 ${count} 张`,
  full: (count: number) => `已经选满 ${count} 张，先取消一张`,
  forgets: '不碰屏幕 1 分钟后清空',
  pick: '碰照片就选上',
  take: (count: number) => (count === 0 ? '带走' : `带走这 ${count} 张`),
  taking: '正在准备二维码',
  picked: '已选的照片',
  unpick: '取消这一张',
  empty: '还没有照片，拍好就会出现在这里',
  noneThen: '这段时间没有照片',
  waits: '盒子不在，稍等',
  waitsText: '连上以后会自己继续，选好的照片还在。',
  code: {
    title: '用手机扫一扫，照片就带走了',
    photos: (count: number) => `${count} 张照片`,
    until: ({ days, clock }: Moment) =>
      days > 1 ? `${days} 天内随时打开` : days === 1 ? '明天前随时打开' : `今天 ${clock} 前打开`,
    left: (seconds: number) =>
      seconds >= 60 ? `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒后收起` : `${seconds} 秒后收起`,
    more: '再给我 1 分钟',
    done: '好了',
    picture: '照片的二维码',
  },
  still: {
    title: '还在吗？',
    text: (seconds: number) => `${seconds} 秒后清空，给下一位`,
    yes: '我还在',
    no: '清空',
  },
  refused: {
    gone: (count: number) => `${count} 张照片刚刚被撤下，已从选中的里去掉`,
    many: (minutes: number) => `这里刚送出很多照片，请 ${minutes} 分钟后再试`,
    other: '现在带不走，请找工作人员',
  },
  /** What a gallery of picked photos is called; `clock` is when it was made. */
  taken: (photos: number, clock: string) => `带走 ${photos} 张，${clock}`,
};

/** Setting a station up, in the admin. */
export const pickupSetup = {
  title: (name: string) => `「${name}」做领取站`,
  lead: '客人在屏幕上挑照片，扫码带走。没人碰时，屏幕照常放它的内容。',
  project: '项目',
  galleries: '客人能挑的图库',
  galleriesHelp: '只有勾选的图库和它们的下一章能挑，别的都看不到。',
  noProjects: '还没有项目。先建一个项目、放好照片，再来设领取站。',
  noGalleries: '这个项目还没有图库。',
  toGalleries: '去建图库',
  photos: (count: number) => `${count} 张`,
  audience: '带走的链接按哪个角色',
  /** `says` is what the preset allows. */
  allows: (says: string) => `客人拿到的链接：${says}`,
  until: (day: string) => `现在带走的照片，${day}到期。`,
  noAudience: '没有能用的角色：要密码的和内部的不能用在领取站。',
  choose: '至少勾一个图库',
  save: '开始领取',
  keep: '保存',
  busy: '正在设置',
  done: (name: string) => `「${name}」现在是领取站`,
  saved: (name: string) => `「${name}」的领取站改好了`,
  ask: '让所有人都能带走？',
  askText: '选中的图库是内部的、要密码才能看，或者这个角色能保存的比一般客人多。路过的人都能挑照片带走。',
  askYes: '可以带走',
  off: '关掉领取站',
  offDone: (name: string) => `「${name}」不再是领取站，已带走的照片照样能打开`,
  /** Its entry in a screen's menu. */
  menu: '领取站',
};
