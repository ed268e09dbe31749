const photos = (count: number) => `${count} 张照片`;

/** What guests said of photos, as staff see it. */
export const feedback = {
  title: '客人反馈',
  open: '客人反馈',
  /** Before guests said anything. */
  empty: '还没有反馈',
  emptyHelp: '在链接的设置里打开「反馈」，客人就能给照片点喜欢、写一句话。',
  most: '最喜欢的',
  inGallery: '图库',
  allGalleries: '全部图库',
  hearts: (count: number) => `${count} 人喜欢`,
  heartsShort: (count: number) => `${count} 个喜欢`,
  lines: (count: number) => `${count} 句话`,
  /** More hearts than are told one by one. */
  moreHearts: (count: number) => `还有 ${count} 人`,
  nobody: '客人',
  who: (names: readonly string[]) => names.join('、'),
  seePhoto: (photo: string) => `看照片「${photo}」`,
  hide: {
    title: '请求隐藏',
    none: '没有人在等',
    /** On the start page: `name` may be empty. */
    need: (name: string, count: number) =>
      count > 1 ? `有人请求隐藏 ${photos(count)}` : `${name === '' ? '有客人' : `「${name}」`}请求隐藏一张照片`,
    needDone: (count: number) => (count > 1 ? `${photos(count)}应客人要求已经隐藏` : '一张照片应客人要求已经隐藏'),
    where: (gallery: string, link: string) =>
      link === '' ? `图库「${gallery}」` : `图库「${gallery}」，链接「${link}」`,
    said: (note: string) => `说：「${note}」`,
    others: (count: number) => `一共 ${count} 人请求`,
    yes: '隐藏',
    no: '保留',
    /** Where it is hidden already. */
    stay: '保持隐藏',
    back: '恢复显示',
    look: '查看',
    hidden: '照片已隐藏，手机和屏幕上都看不到了',
    kept: '照片保留',
    shown: '照片已恢复显示',
    stays: '照片保持隐藏',
    answered: (count: number) => `已处理 ${count} 个`,
    by: (name: string) => `${name} 处理`,
    atOnce: '已自动隐藏',
    byHand: '在照片处处理',
    states: { open: '等待处理', hidden: '已隐藏', kept: '保留', shown: '已恢复' },
    asked: (when: string) => `${when} 请求`,
  },
  photo: {
    hidden: '已隐藏',
    hiddenHelp: '客人和屏幕都看不到，仍在图库里占一个位置。',
    hide: '对客人隐藏',
    show: '恢复显示',
  },
  link: {
    name: '反馈',
    help: '客人可以给照片点喜欢、写一句话，只有工作人员看得到。',
    choices: { off: '不收', on: '收' },
  },
  project: {
    title: '「这是我，请隐藏」',
    help: '客人在大图里可以请求隐藏自己的照片。平时由工作人员决定；打开后立即隐藏，每部手机每天最多 3 张，之后仍由工作人员决定。',
    atOnce: '客人请求后立即隐藏',
    see: '看谁请求过',
  },
};
