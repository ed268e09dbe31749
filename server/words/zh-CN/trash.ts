const n = (count: number) => count.toLocaleString('zh-CN');
const named = (names: readonly string[]) => names.map((name) => `「${name}」`).join('、');

/** What would be lost, the trash of projects and galleries, and the clean-up. */
export const trash = {
  /** Said before something is deleted or archived, a line each. */
  loss: {
    /** With the names of those codes that may hang somewhere; `more` are not named. */
    links: (links: number, visitors: number) =>
      `${n(links)} 个链接会打不开${visitors === 0 ? '' : `，已有 ${n(visitors)} 人打开过`}。`,
    noLinks: '没有链接会因此打不开。',
    codes: (names: readonly string[], more: number) =>
      `可能印出去的码也在里面：${named(names)}${more === 0 ? '' : `等 ${n(names.length + more)} 个`}。`,
    at: (placement: string, name: string) => `${placement}，${name}`,
    batch: (label: string, codes: number, opened: number) =>
      `${label === '' ? '' : `「${label}」`}一批 ${n(codes)} 个码会打不开${opened === 0 ? '' : `，其中 ${n(opened)} 个有人用过`}。`,
    screens: (names: readonly string[]) => `屏幕${named(names)}会换下来。`,
    project: (galleries: number, photos: number) => `${n(galleries)} 个图库、${n(photos)} 张照片一起进回收站。`,
    photosStay: '照片留在照片库。',
    back: '7 天内可以恢复，印出去的码到时候照样打开。',
    archive: '照片和记录都留着，什么都不能改；取出来以后，链接照原样继续。',
  },
  projects: {
    title: '回收站',
    lead: '删掉的项目在这里留 7 天。恢复以后，图库、照片和印出去的码都回来。',
    back: '看全部项目',
    empty: '回收站是空的',
    emptyHelp: '删掉的项目会先到这里，7 天内都能恢复。',
    has: (galleries: number, photos: number, links: number) =>
      `${n(galleries)} 个图库，${n(photos)} 张照片，${n(links)} 个链接会重新打开`,
    deleted: (when: string) => `${when} 删的`,
  },
  days: (days: number) => (days <= 0 ? '今天就没有了' : `还剩 ${days} 天`),
  restore: '恢复',
  restoring: '正在恢复',
  restored: (title: string) => `「${title}」回来了`,
  see: '去看看',
  /** Of a photo that was withdrawn just now. */
  recalled: {
    all: (screens: number, phones: number) =>
      screens + phones === 0
        ? '撤回时没有人在看'
        : `${[screens > 0 ? `${n(screens)} 块屏幕` : '', phones > 0 ? `${n(phones)} 部手机` : ''].filter(Boolean).join('、')}都拿掉了`,
    some: (screens: readonly string[], phones: number) =>
      `还没有拿掉：${[...screens, ...(phones > 0 ? [`${n(phones)} 部手机`] : [])].join('、')}`,
    away: (screen: string) => `${screen}（没连上，连上就拿掉）`,
  },
  galleries: {
    title: '删掉的图库',
    photosTitle: '撤回的照片',
    has: (photos: number, links: number) => `${n(photos)} 张照片${links === 0 ? '' : `，${n(links)} 个链接会重新打开`}`,
    byBox: '到期后自动清理的',
  },
  cleanUp: {
    title: '清理到期的图库',
    on: '自动清理',
    help: '最后一个链接结束以后过这么多天，图库自己进回收站，再留 7 天。只在这个图库里的照片一起进去。',
    days: '过多少天',
    daysUnit: '天',
    daysWrong: '要 1 到 3650 之间的整数。',
    never: '不会清理：还有链接开着的、在屏幕上的、留着的、归档项目里的图库，还有次数用完但没到期的。',
    previewNone: (days: number) => `按 ${n(days)} 天，现在没有图库会被清理。`,
    preview: (days: number, count: number, photos: number, size: string) =>
      `按 ${n(days)} 天，会清理 ${n(count)} 个图库，${n(photos)} 张照片，腾出 ${size}。`,
    list: '看是哪些',
    off: '自动清理没有开。',
    paused: '这台机器的时间不对，改好之前什么都不清理。',
    page: '快要清理的图库',
    lead: (days: number) => `链接都结束了 ${n(days)} 天的图库会进回收站。点「留着」就不会清理它。`,
    empty: '没有要清理的图库',
    emptyHelp: '链接都结束了的图库会先列在这里。',
    ended: (when: string) => `${when}最后一个链接结束`,
    goes: (when: string) => `${when}清理`,
    goesNow: '一小时内清理',
    has: (photos: number, size: string) => (photos === 0 ? '照片在别的图库里也有' : `${n(photos)} 张照片，${size}`),
    keep: '留着',
    kept: (title: string) => `「${title}」会一直留着`,
    settings: '改天数',
    need: (count: number, when: string) => `${when}要清理 ${n(count)} 个图库`,
    needHelp: (photos: number, size: string) =>
      photos === 0 ? '它们的链接早就结束了。' : `链接早就结束了，${n(photos)} 张照片跟着进回收站，共 ${size}。`,
    needAct: '看是哪些',
  },
  /** Why a link is dead that nobody withdrew by hand. */
  link: {
    gallery: (when: string) => `${when}图库删掉了，码打不开。`,
    galleryHelp: '恢复图库，原来的码就照样能用。',
    void: (when: string) => `${when}作废的，码打不开。`,
    toTrash: '看回收站',
    /** What one is called that has no label, and whose galleries are gone. */
    unnamed: '没有图库的链接',
  },
  preview: {
    act: '预览链接',
    label: '预览',
    made: '预览链接建好了：10 次，3 天，不能下载，可以留言',
  },
};
