import type { Moment } from '../moments.ts';

/** The page "Now". */
export const home = {
  title: '现在',
  /** Day and clock of a moment, whose weekday is told. */
  today: ({ month, day, clock }: Moment, weekday: string) => `${month} 月 ${day} 日 ${weekday} ${clock}`,
  upload: '上传照片',
  needs: '等您处理',
  needsCount: (count: number) => `等您处理 ${count} 件`,
  nothing: '没有要处理的事',
  /** The box is out of reach. */
  unknown: '连不上盒子，不知道有没有要处理的事',
  gallery: (name: string) => `「${name}」`,
  linkSoon: (name: string, left: number) => `「${name}」还剩 ${left} 次`,
  linkPace: (name: string, left: number, minutes: number) =>
    `「${name}」还剩 ${left} 次，照这个速度约 ${minutes} 分钟后用完`,
  linkUsedUp: (name: string) => `「${name}」的次数用完了`,
  linkEnds: (name: string, when: string) => `「${name}」${when} 到期`,
  linkEnded: (name: string, when: string) => `「${name}」${when} 已到期`,
  opened: (opens: number, max: number) =>
    `已打开 ${opens.toLocaleString('zh-CN')}\u00a0/\u00a0${max.toLocaleString('zh-CN')}\u00a0次`,
  openedOnly: (opens: number) => `已打开 ${opens.toLocaleString('zh-CN')} 次`,
  giveOpens: (count: number) => `加 ${count} 次`,
  giveAgain: (count: number) => `再给 ${count} 次`,
  giveDays: (count: number) => `延长 ${count} 天`,
  gaveOpens: (name: string, count: number) => `「${name}」加了 ${count} 次`,
  gaveDays: (name: string, count: number) => `「${name}」延长了 ${count} 天`,
  /** Where one tap gives opens and days. */
  alsoDays: (label: string, count: number) => `${label}，延长 ${count} 天`,
  alsoGaveDays: (text: string, count: number) => `${text}，延长了 ${count} 天`,
  givePerPhone: (count: number) => `每部手机加 ${count} 次`,
  gavePerPhone: (name: string, count: number) => `「${name}」每部手机加了 ${count} 次`,
  /** Guests at a closed page; `who` may be empty. */
  askedMore: (who: string, count: number, link: string) =>
    `${count > 1 ? `${count} 位客人` : who || '有客人'}想继续看「${link}」`,
  askedIn: (who: string, count: number, link: string) =>
    count > 1
      ? `${count} 部新手机想打开「${link}」`
      : who
        ? `${who}想在新手机上打开「${link}」`
        : `有一部新手机想打开「${link}」`,
  askedWhy: {
    exhausted: (max: number) => `${max.toLocaleString('zh-CN')} 次已用完`,
    share: (max: number) => `每部手机 ${max.toLocaleString('zh-CN')} 次，已用完`,
    expired: (when: string) => `${when}已到期`,
    revoked: '链接已撤回',
    device: (max: number) => `已在 ${max} 部手机上打开`,
  },
  askedSince: (minutes: number, when: string) =>
    minutes < 1 ? '刚刚提出' : minutes < 60 ? `${minutes} 分钟前提出` : `${when}提出`,
  askedNames: (names: readonly string[], more: boolean) => `${names.join('、')}${more ? '等' : ''}`,
  askedNote: (note: string) => `「${note}」`,
  askedToLink: '逐个处理',
  letIn: '放行',
  decline: '不同意',
  reviveIt: '恢复链接',
  giveShare: (count: number) => `再给 ${count} 次`,
  gaveAsked: (name: string) => `「${name}」再开放了，等着的页面会自己打开`,
  letInDone: '放行了，那部手机会自己打开',
  declined: (count: number) => (count > 1 ? `回绝了 ${count} 位客人` : '回绝了，客人会看到'),
  declineAsk: (count: number) => `${count} 位客人都不同意？`,
  declineText: '他们的页面会说这次没有同意，一小时后可以再问。',
  linkLocked: {
    site: (name: string) => `现场有人在猜「${name}」的密码`,
    tunnel: (name: string) => `有人从外网猜「${name}」的密码`,
  },
  linkLockedHelp: (until: string) =>
    `每部手机能试五次，之后要等；输对的人照样能进，已经打开的人不受影响。计数到 ${until} 重新开始，也可以马上解锁。`,
  unlock: '解锁',
  unlocked: (name: string) => `「${name}」可以重新输入密码了`,
  stepEnds: (name: string, when: string) => `「${name}」的下一步 ${when} 后不再显示`,
  stepEnded: (name: string, when: string) => `「${name}」的下一步 ${when} 起不再显示`,
  stepAct: '改日期',
  refreshDue: (name: string, days: number) =>
    days === 0 ? `「${name}」的照片今天该更新了` : `「${name}」的照片该更新了，过了 ${days} 天`,
  refreshDueHelp: (days: number) => `说好每 ${days} 天更新一次。`,
  stillRight: '照片没问题',
  confirmed: (name: string) => `记下了，「${name}」的照片没问题`,
  openGallery: '去换照片',
  swapMissed: (title: string) => `图库「${title}」没有按时换照片`,
  swapMissedHelp: '定好的那一批照片都不在了，所以没有换。',
  photosFailed: (title: string, count: number) => `「${title}」有 ${count} 张照片没处理成`,
  photosFailedHelp: '原图都在，可以换一个文件再试。',
  look: '看一看',
  screenSilent: (name: string) => `${name}没有消息`,
  lastSeen: (when: string) => `最后看到 ${when}`,
  neverSeen: '还没有连上过',
  /** Screens by their names. */
  onScreens: (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 2).join('、')}等 ${names.length} 块屏幕` : names.join('、'),
  codeGone: (name: string, where: string) => `${where}上不显示「${name}」的码了`,
  codeReplaced: (name: string, where: string) => `${where}上的「${name}」换成了备用的码`,
  opensLater: (when: string) => `${when} 才开放`,
  openNow: '现在就开放',
  codeBack: (name: string) => `「${name}」的码又能扫了`,
  publicAddress: '公网地址打不开这个盒子',
  publicAddressHelp: (origin: string) => `${origin}：不在现场的手机现在看不到照片。`,
  disk: {
    short: (free: string) => `盒子的空间快满了，还剩 ${free}`,
    full: (free: string) => `盒子的空间不够了，收不了新照片，还剩 ${free}`,
    last: (free: string) => `盒子的空间几乎用完，还剩 ${free}`,
    stuck: (_free: string) => '盒子一点空间都没有了，客人打不开链接',
  },
  diskHelp: {
    short: '请删掉不用的照片，7 天后空间会腾出来；也可以换一块更大的盘。',
    full: '已有的照片和链接照常可用。请删掉不用的照片，或在这台机器上清掉别的文件。',
    last: '剩下的只够打开、计数和撤回链接。请马上在这台机器上清掉别的文件。',
    stuck: '请马上在这台机器上清掉别的文件，腾出空间前不要重启。有了空间，盒子会自己恢复。',
  },
  diskAct: '去看照片',
  clockWrong: (machine: string) => `时间对不上：这台机器说是${machine}`,
  /** What the box goes by, and the time of the device in hand. */
  clockHelp: (taken: string, here: string) =>
    `盒子现在用的时间：${taken}；这台设备上：${here}。在改好之前，到期的链接不会再开，什么都不会清掉。`,
  clockSet: '改成这个时间',
  clockIsSet: '盒子的时间改好了',
  crowded: '现场 Wi-Fi 很挤，照片来得慢',
  /** `since` is a moment, `seconds` a figure with one decimal; `codes`: which address codes on screens carry meanwhile. */
  crowdedHelp: (since: string, phones: number, seconds: string, codes: 'public' | 'local') =>
    `${since} 起，慢的手机等一张小图要 ${seconds} 秒${phones > 0 ? `；${phones.toLocaleString('zh-CN')} 部手机正在看` : ''}。页面已自动省流量，缓过来会恢复。${
      codes === 'public'
        ? '屏幕上的码走公网地址，新来的客人可以用 4G/5G。'
        : '屏幕上的码走现场地址，新来的客人还会连这个 Wi-Fi。'
    }`,
  crowdedAct: '看屏幕的码',
  screens: '屏幕上正在放',
  allScreens: (count: number) => `全部 ${count} 块`,
  noScreens: '还没有屏幕',
  noScreensHelp: '在大屏的浏览器里打开下面的地址，再把屏幕上的六位数输进来。',
  pairFirst: '配对第一块屏幕',
  visits: '今天的访问',
  opens: (_opens: number, visitors: number) => `次打开，${visitors.toLocaleString('zh-CN')} 人`,
  hour: (hour: number, opens: number) => `${hour} 点，${opens.toLocaleString('zh-CN')} 次`,
  hours: '各小时的打开次数',
  noVisits: '今天还没有人打开。先把二维码放到客人看得到的地方。',
  newest: '刚入库',
  newestBy: (by: string, when: string, count: number) => `${by}，${when}，${count} 张`,
  newestAt: (when: string, count: number) => `${when}，${count} 张`,
  noPhotos: '还没有照片',
  welcome: '盒子准备好了',
  welcomeHelp: '先建一个项目：选好是做什么用的，放进照片，二维码就出来了。',
  firstProject: '建第一个项目',
  trySample: '先用示例看看',
  makingSample: '正在准备示例',
  /** For a photographer, whose page this is. */
  bring: '选一个项目，放照片进去',
};
