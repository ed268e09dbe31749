import type { Download } from '#contract/links.ts';
import type { Moment } from '../moments.ts';

const figures = ['', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
const chapters = (count: number) => `${figures[count] ?? `${count} `}个章节`;
const photos = (count: number) => `${count} 张`;

/** 今天, 明天, 昨天, 11 月 28 日, 2027 年 1 月 5 日. */
function day(moment: Moment): string {
  if (moment.days === 0) return '今天';
  if (moment.days === 1) return '明天';
  if (moment.days === -1) return '昨天';
  const date = `${moment.month} 月 ${moment.day} 日`;
  return moment.thisYear ? date : `${moment.year} 年 ${date}`;
}
const at = (moment: Moment) => `${day(moment)} ${moment.clock}`;
const quoted = (title: string) => `「${title}」`;
const saving: Record<Download, string> = {
  off: '仅供预览，不能保存',
  screen: '可以保存照片',
  original: '可以保存原图',
};

/** The guest's page. */
export const guest = {
  /** The other language, named in itself. */
  otherLanguage: { name: 'EN', locale: 'en', long: 'English' },
  day,
  at,
  gate: {
    lead: (chapterCount: number, photoCount: number) => {
      if (photoCount === 0) return '照片还在路上';
      return chapterCount > 1 ? `${chapters(chapterCount)}，${photos(photoCount)}` : `${photos(photoCount)}照片`;
    },
    open: '查看照片',
    opening: '正在打开',
    password: '密码',
    passwordHelp: '密码在工作人员发给您的消息里',
    showPassword: '显示密码',
    noPassword: '没有密码？请联系工作人员',
    missing: '请输入密码',
    wrong: (left: number | undefined) =>
      left === undefined ? '密码不对，请再输一次' : left === 0 ? '密码不对' : `密码不对，还可以试 ${left} 次`,
    locked: (minutes: number) => `试得太多了，${minutes} 分钟后再来`,
  },
  gallery: {
    /** `days`: calendar days left; the day it closes, and when on it. */
    until: (moment: Moment) => (moment.days > 1 ? `还剩 ${moment.days} 天，${day(moment)}到期` : `${at(moment)} 到期`),
    /** How often this phone may open the link once more. */
    opensLeft: (left: number) => (left === 0 ? '这部手机最后一次查看' : `这部手机还能打开 ${left} 次`),
    /** Where one visit has a length: when it is over. */
    ends: (moment: Moment) => `本次可以看到${at(moment)}`,
    saving,
    joined: (parts: readonly string[]) => parts.join('，'),
    /** On paper: whose photos, and of which day. */
    printed: (box: string, { year, month, day }: Moment) => `${box}，${year} 年 ${month} 月 ${day} 日`,
    notPrinted: '这些照片只供在手机上查看，不打印。',
    chapters: '章节',
    photo: (number: number) => `照片 ${number}`,
    /** To the ear: `name` of a panorama. */
    panorama: (name: string) => `${name}，360° 全景`,
    processing: '马上就好',
    keep: {
      /** `title` of the chapter, where there are several. */
      all: (title: string | null, count: number) =>
        count === 1 ? '保存这张照片' : title === null ? `保存全部 ${count} 张` : `保存${title} ${count} 张`,
      some: '选几张',
      hold: '点开照片，长按就能保存',
      heading: '保存照片',
      chosen: '打包保存选中的，不选就是全部',
    },
    say: {
      heading: '喜欢哪张',
      headingHide: '照片里有我',
      line: '写一句（可不填）',
      give: '喜欢',
      keepLine: '存下这句',
      takeBack: '不喜欢了',
      name: '怎么称呼您（可不填）',
      note: '留言给工作人员（可不填）',
      hide: '这是我，请隐藏',
      asked: '已请工作人员隐藏',
    },
    empty: '还没有照片',
    emptyHelp: '拍好就会出现在这里，不用刷新。',
    takenAt: (when: string) => `拍摄于 ${when}`,
  },
  closed: {
    exhausted: '查看次数已经用完',
    exhaustedHere: '这部手机的查看次数已经用完',
    exhaustedText: (title: string, opens: number, last: string | null) =>
      `${quoted(title)}可查看 ${opens} 次${last === null ? '' : `，最后一次在${last}`}。照片都还在。`,
    exhaustedHereText: (title: string, opens: number, last: string | null) =>
      `${quoted(title)}每部手机可查看 ${opens} 次${last === null ? '' : `，最后一次在${last}`}。照片都还在。`,
    /** On the day itself the time says more than the date. */
    expired: (moment: Moment) => (moment.days === 0 ? `今天 ${moment.clock} 已到期` : `${day(moment)}已到期`),
    expiredText: (title: string) => `${quoted(title)}的查看时间已过。照片都还在。`,
    replaced: '屏幕上已经换了新的码',
    replacedText: (title: string) =>
      `${quoted(title)}还能看：请再扫一次屏幕上的码。不在现场的话，请工作人员发一个链接给您。`,
    revoked: '主办方收回了这个链接',
    revokedText: (title: string) => (title === '' ? '照片已经不在这里了。' : `${quoted(title)}暂时不能查看。`),
    scheduled: (when: string) => `${when} 开放`,
    scheduledText: (title: string) => `${quoted(title)}还没有开放。`,
    opensByItself: '时间到了，这个页面会自己打开',
    daysLeft: (days: number) => `还有 ${days} 天`,
    lookNow: '再看看',
    askStaff: '还想看？请告诉工作人员，开放以后扫同一个码就行。',
    devices: '这个链接已在别的手机上打开',
    devicesText: (title: string, phones: number) =>
      phones === 1
        ? `${quoted(title)}只能在一部手机上看。请用第一次打开它的那部手机，或者请工作人员放行这一部。`
        : `${quoted(title)}最多在 ${phones} 部手机上看，已经满了。请用打开过它的手机，或者请工作人员放行这一部。`,
    ask: '请工作人员再开放',
    askDevice: '请工作人员放行',
    askName: '怎么称呼您',
    askNote: '想说的话',
    optional: '选填',
    willOpen: '工作人员同意后，这个页面会自己打开，不用重新扫码。',
    asked: (moment: Moment) => `已告诉工作人员，${moment.days === 0 ? '' : `${day(moment)} `}${moment.clock}`,
    waiting: '请留着这个页面，同意以后它会自己打开。',
    declined: '工作人员这次没有同意',
    declinedText: '还想看的话，请当面和工作人员说一声。照片都还在。',
    enough: '已经问过几次了。请当面和工作人员说一声，开放以后扫同一个码就行。',
  },
  unknown: {
    title: '没有找到这个链接',
    text: '地址可能少了几个字。请重新扫码，或者请工作人员再发一次。',
  },
  error: {
    busyTitle: '现在人有点多',
    busyText: '盒子一时忙不过来，照片都在。请过几秒再试。',
    faultTitle: '出了一点问题',
    faultText: '照片都在，这次没有打开。请再试一次；还不行，请告诉工作人员。',
    again: '再试一次',
  },
  /** In messengers, below the title. */
  preview: '打开链接看照片',
  next: { name: '下一步', hold: '长按图片，识别二维码或保存' },
  /** What the page's script says; `{n}` and the like are filled in there. */
  script: {
    offline: '网络断了，连上会自己再试',
    failed: '没有打开，请再试一次',
    notAsked: '没有送到，请再试一次',
    askOffline: '网络断了，连上后请再试一次',
    again: '再试一次',
    left: '本次查看还剩 {time}',
    lastMinute: '本次查看还剩 1 分钟',
    ended: '看完了，可以再打开一次',
    over: '看完了',
    netLost: '网络断了，连上会自己接着来',
    unreached: '连不上，会自己接着来',
    slow: '网络有点慢，照片正在来',
    missing: '请输入密码',
    wait: '试得太多了，还要等 {time}',
    show: '显示密码',
    hide: '隐藏密码',
    newPhoto: '1 张新照片',
    newPhotos: '{n} 张新照片',
    justNow: '刚刚',
    viewer: '照片',
    close: '关闭',
    previous: '上一张',
    next: '下一张',
    position: '第 {i} 张，共 {n} 张',
    goTo: '第 {i} 张',
    strip: '所有照片',
    edition: '第 {n} 版',
    save: '保存原图',
    saveOne: '保存照片',
    saveChosen: '保存 {n} 张',
    chooseNone: '点照片来选',
    chooseEnd: '不选了',
    holdWeChat: '长按照片，选「保存图片」',
    holdApple: '长按照片，选「存储到“照片”」',
    holdAndroid: '长按照片，选「下载图片」',
    rightClick: '右键点照片，选「图片另存为」',
    toPhotos: '存到相册',
    holdApp: '长按照片，选「保存」',
    savedIt: '存好了',
    nextOne: '下一张',
    finish: '完成',
    got: '已保存',
    tickHow: '存好后点一下，共 {n} 张',
    tickLeft: '已存 {k} 张，还剩 {n} 张',
    allSaved: '都存好了',
    originalSee: '看原图 {size}',
    originalComing: '正在加载原图',
    originalHere: '已是原图',
    originalFailed: '原图没有加载出来，再试一次',
    zipInstead: '打包下载（ZIP）',
    broken: '这张照片没有加载出来，点一下再试',
    withdrawn: '这张照片已撤下',
    lookAround: '转着看',
    lookingAround: '正在打开',
    panorama: '360° 全景',
    panoramaKeys: '360° 全景，按方向键转动，按加减号缩放',
    panoramaHint: '拖动画面，四处看看',
    panoramaClose: '回到照片',
    noPanorama: '现在不能转着看，先看整张照片',
    sharper: '正在变清晰',
    notSharper: '清晰的画面没有加载出来',
    tilt: '跟着手机转动',
    tiltRefused: '手机没有允许，拖动画面也能看',
    rooms: '各处全景',
    room: '全景 {n}',
    like: '喜欢',
    likePhoto: '喜欢 {photo}',
    sayLine: '写一句',
    lineFor: '对这张照片说一句',
    lineHelp: '工作人员会看到，别的客人看不到。',
    keepLine: '存下',
    notKept: '没有存下，请再试一次',
    notKeptOffline: '网络断了，没有存下',
    feedbackOff: '这里不再收反馈了',
    more: '更多',
    hideMe: '这是我，请隐藏',
    hideAsked: '已请工作人员隐藏',
    hideHelp: '告诉工作人员，您不想出现在这张照片里。',
    hideName: '怎么称呼您',
    hideNote: '留言',
    optional: '可不填',
    hideSend: '请求隐藏',
    hideSent: '已经告诉工作人员',
    hideDone: '这张照片已隐藏',
    hideEnough: '已经请求了几张，请当面和工作人员说一声',
    cancel: '取消',
    leave: '在浏览器里打开',
    leaveToSave: '去浏览器里存',
    leaveWhy: '存原图、打包下载，在手机浏览器里更方便',
    leaveMenu: '点右上角的「···」',
    leaveChoose: '选「在浏览器打开」',
    leaveSame: '照片会在那里接着看，不多算一次。请在 5 分钟内打开。',
    leaveDone: '先不打开',
    leaveFailed: '现在打不开，请过一会儿再试',
    crowd: '这里的 Wi-Fi 人多，用 4G/5G 打开更快',
    crowdHow: '怎么换',
    crowdFirst: '先关掉手机的 Wi-Fi，再点下面。照片接着看，不多算一次。',
    crowdGo: '用 4G/5G 打开',
  },
};
