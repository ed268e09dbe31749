import type { SceneKind } from '#contract/scenes.ts';

/** A scene as staff are told of it. */
export interface SceneTold {
  readonly kind: SceneKind;
  /** `away`: the screen put it away. */
  readonly code: 'shown' | 'away' | 'none';
  /** Just shot, on its first showing. */
  readonly fresh: boolean;
  /** A just-shot photo was shown within the last minute. */
  readonly lately: boolean;
  /** Its own title, or a message's text. */
  readonly title: string;
  /** Photos that a wall shows. */
  readonly count: number;
  /** Whom a code is for; empty: for everybody. */
  readonly audience: string;
  /** How often its code may still be opened; null: not known, or without end. */
  readonly opensLeft: number | null;
}

function scene({ kind, code, fresh, lately, title, count, audience, opensLeft }: SceneTold): string {
  if (kind === 'wall') return lately ? '照片墙，刚放完一张新照片' : `照片墙，${count.toLocaleString('zh-CN')} 张`;
  if (kind === 'poster') {
    const version = audience === '' || audience.endsWith('版') ? audience : `${audience}版`;
    const left = opensLeft === null ? '' : `还剩 ${opensLeft.toLocaleString('zh-CN')} 次`;
    return [code === 'shown' ? '领取码' : '领取码，收起来了', version, left].filter((part) => part !== '').join('，');
  }
  if (kind === 'message') return `消息「${title}」`;
  if (kind === 'wifi') return 'Wi-Fi 码';
  if (kind === 'mobile') return '4G/5G 也能看的提示';
  if (kind === 'unit') return title;
  const what = fresh ? '刚拍到的照片' : { photo: '照片', pair: '两张竖照片', pano: '360° 照片' }[kind];
  if (code === 'none') return what;
  if (code === 'away') return `${what}，码收起来了`;
  return fresh ? `${what}，带码` : `${what}带码`;
}

/** Screens, in the admin. */
export const screens = {
  title: '屏幕',
  summary: (count: number, fine: number) => (count === fine ? `${count} 块，都正常` : `${count} 块，${fine} 块正常`),
  blankAll: '全部静屏',
  lightAll: '全部亮起',
  /** `away` are out of touch, and follow once they are back. */
  blanked: (count: number, away: number) => `${count} 块屏幕已静屏${away > 0 ? `，${away} 块等连上再静屏` : ''}`,
  lit: (count: number, away: number) => `${count} 块屏幕已亮起${away > 0 ? `，${away} 块等连上再亮` : ''}`,
  pair: '配对屏幕',
  empty: '还没有屏幕',
  fine: '正常',
  silent: '没有消息',
  fresh: '等它连上',
  dark: '静屏',
  asleep: '熄屏时段',
  /** Somebody uses the pickup station. */
  used: '有人在用',
  touch: '触摸',
  /** It is connected, and yet something is wrong. */
  trouble: { silent: '没有回应', stuck: '画面不动了' },
  troubleBand: { silent: '连着，但没有回应', stuck: '画面不动了，重新载入试试' },
  /** The box is out of reach. */
  unknownSince: (clock: string) => `${clock} 起情况不明`,
  summaryAway: (count: number) => `${count} 块，情况不明`,
  /** What is on where it is no scene. */
  on: {
    pickup: (picked: number) => (picked > 0 ? `正在挑照片，已选 ${picked} 张` : '正在挑照片'),
    venue: '会场的静止画面',
    nothing: '还没有选内容',
    noPhotos: '现在没有可放的照片',
    blank: '静屏，屏幕是黑的',
    asleep: '熄屏时段，到点自己亮',
    waiting: '还没有说在放什么',
    offline: '按存下的照片继续放，码会收起',
    unknown: '现在在放什么，暂时看不到',
  },
  scene,
  left: (seconds: number) => `还有 ${seconds} 秒`,
  pausedNote: '停住了',
  pinnedNote: '留住了',
  /** When what was pinned lets go by itself. */
  backIn: (seconds: number) => {
    if (seconds < 60) return `${seconds} 秒后回到循环`;
    if (seconds >= 3600) return `${Math.round(seconds / 3600)} 小时后回到循环`;
    return `${Math.floor(seconds / 60)} 分${seconds % 60 === 0 ? '钟' : ` ${seconds % 60} 秒`}后回到循环`;
  },
  held: (held: number, wanted: number) => `持有 ${held} / ${wanted} 张`,
  offset: (ms: number) => `相差 ${ms.toLocaleString('zh-CN')} 毫秒`,
  never: '还没有连上过',
  lastSeen: (at: string) => `最后看到 ${at}`,
  silentFor: (span: string, at: string) => `${span}没有消息，最后看到 ${at}`,
  span: (seconds: number) =>
    seconds < 90
      ? `${Math.max(1, Math.round(seconds))} 秒`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} 分钟`
        : seconds < 129_600
          ? `${Math.round(seconds / 3600)} 小时`
          : `${Math.round(seconds / 86_400)} 天`,
  picture: (name: string, what: string) => `${name}现在的画面：${what}`,
  remote: '遥控',
  remoteOf: (name: string) => `遥控 ${name}`,
  playlists: '播放列表',
  change: '换播放列表',
  changeOf: (name: string) => `给 ${name} 换播放列表`,
  whatToDo: '看怎么办',
  callAgain: '再叫一次',
  called: (name: string) => `已叫「${name}」，它会显示自己的名字`,
  help: {
    title: (name: string) => `「${name}」没有消息`,
    steps: [
      '看看那块屏幕：有没有通电，有没有亮，画面动不动。',
      '看看它的网：网线或 Wi-Fi 要连着盒子所在的网络。',
      '在那块屏幕上刷新页面，或者重新打开下面的地址。它会自己接上，不用再配对。',
    ],
    meanwhile: '这段时间它按自己存下的照片继续放，5 分钟后码会收起来，不会黑屏。',
    lost: '如果那块屏幕显示的是六位数，说明它的钥匙没了，在这里重新配对就行。',
  },
  pairing: {
    title: '新屏幕',
    enter: '输入屏幕上的 6 位号码',
    label: '屏幕上的 6 位号码',
    open: '浏览器打开',
    after: '输完就开始放，不用再碰它',
    busy: '正在配对',
    firstName: (nr: number) => `屏幕 ${nr}`,
    paired: '配对好了',
    pairedText: '给它起个名字，选好放什么，马上就开始放。',
    later: '以后再选',
  },
  show: {
    title: (name: string) => `「${name}」放什么`,
    how: '放什么',
    ways: { playlist: '播放列表', galleries: '只放几个图库' },
    name: '屏幕的名字',
    nameHelp: '挂在哪里就叫什么，例如「主舞台」。',
    company: '和谁同步',
    own: '自己放',
    with: (name: string) => `和「${name}」同步`,
    companyHelp: (name: string) => `和「${name}」放同样的内容，同一瞬间换照片，一起遥控。`,
    project: '项目',
    galleries: '图库',
    galleriesHelp: '按点选的顺序轮流放。',
    noProjects: '还没有项目。先建一个项目、放好照片，再来选。',
    noGalleries: '这个项目还没有图库。',
    toGalleries: '去建图库',
    chosen: '放的顺序',
    nothing: '还没有选图库，屏幕会放会场的静止画面。',
    code: (title: string) => `「${title}」旁边的码`,
    newest: '最新的开放链接',
    noCode: '不放码',
    deadLink: (label: string) => `${label}，现在打不开`,
    seconds: '每张放多久',
    secondsOf: (seconds: number) => `${seconds} 秒`,
    preview: '预览',
    up: (title: string) => `把「${title}」往前移`,
    down: (title: string) => `把「${title}」往后移`,
    out: (title: string) => `不放「${title}」`,
    save: '开始放',
    busy: '正在换',
    done: (name: string) => `「${name}」换好了`,
    photos: (count: number) => `${count} 张`,
    gone: '已经删掉的图库',
    unnamed: '没有名字的链接',
    privateAsk: '让所有人都看到？',
    privateText: '选中的图库是内部的，或者要密码才能看。放上大屏，路过的人都能看到。',
    privateYes: '放上去',
  },
  key: {
    previous: '上一张',
    next: '下一张',
    pause: '停住',
    resume: '继续',
    blank: '静屏',
    light: '亮起来',
    identify: '叫一声',
    reload: '重新载入',
    reloaded: '已让它重新载入',
    noAnswer: '屏幕没有回应，再按一次',
    offline: '这块屏幕没有连上盒子。按了也会记下，等它连上就照着放。',
    together: (names: string) => `和${names}同步：换照片、停住、留住会一起动。静屏只管这一块。`,
    list: (names: readonly string[]) => names.map((name) => `「${name}」`).join('、'),
    nothingHelp: '选好之前，它放场馆的名字和标志。',
    choose: '选播放列表',
    units: '换到哪里',
    onNow: '正在大屏上',
    noUnits: '还没有可以叫出来的图库。',
    buildings: '楼栋',
    allBuildings: '全部',
    keep: '留住',
    unpin: '回到循环',
    held: '停住了，按「继续」接着放',
    loop: (count: number, seconds: number) => `${count} 张轮流放，每张 ${seconds} 秒`,
    more: '更多',
    make: '做成专属图库',
    /** `titles`: what was called for, the latest first; `count` in all. */
    makeOf: (titles: readonly string[], count: number) =>
      `做成专属图库，刚看了${/^[!-~]/.test(titles[0] ?? '') ? ' ' : ''}${titles.join('、')}${count > titles.length ? ` 等 ${count} 个` : ''}`,
    toPhotos: '放一张照片',
  },
  /** A line for everybody in front of it. */
  message: {
    title: '发消息',
    text: '写什么',
    help: '写给屏幕前的每个人，最多 200 个字。',
    ready: '现成的话',
    lines: [
      '请各位来宾入座，活动马上开始',
      '茶歇 15 分钟，稍后继续',
      '扫码领取今天的照片',
      '讲解马上开始，请到沙盘这边来',
    ],
    long: '放多久',
    lengths: { '30': '30 秒', '60': '1 分钟', '300': '5 分钟', always: '一直' },
    send: '放上去',
    sent: '消息在屏幕上了',
    missing: '先写一句话。',
  },
  /** One photo that stays on. */
  photo: {
    title: '放一张照片',
    from: '从哪里选',
    onNow: '循环里的',
    none: '这里还没有照片。',
    nth: (gallery: string, nr: number) => `${gallery}，第 ${nr} 张`,
    put: (what: string) => `放上大屏：${what}`,
  },
  pickup: '领取站',
  /** Which address its codes carry. */
  codes: {
    title: '二维码的地址',
    choices: { auto: '自动', local: '现场', public: '公网' },
    help: {
      auto: '有公网地址就用公网地址，没有就用现场地址。',
      local:
        '客人都连着盒子的 Wi-Fi 时选这个，不走外网。Wi-Fi 太挤时会先换成公网地址，缓过来再换回来；可以在「盒子」里关掉。',
      public: '一直用公网地址；没有公网地址时用现场地址。',
    },
    done: (name: string, choice: string) => `「${name}」的码：${choice}`,
  },
  rename: '改名字',
  renamed: (name: string) => `改名为「${name}」`,
  remove: '移走这块屏幕',
  removeAsk: (name: string) => `移走「${name}」？`,
  removeText: '它马上停下，显示新的六位号码。要再用它，重新配对就行；照片和图库都不受影响。',
  removeYes: '移走',
  removed: (name: string) => `「${name}」已移走`,
  lost: '没有这块屏幕，可能已经移走了。',
  toScreens: '看全部屏幕',
  withdraw: '从所有地方撤下这张照片',
  withdrawAsk: '从所有地方撤下这张照片？',
  withdrawText: (count: number) =>
    count === 0
      ? '它会立刻从屏幕和客人的手机上消失，放进回收站 7 天。'
      : `它在 ${count} 个图库里，会立刻从所有屏幕和客人的手机上消失，放进回收站 7 天。`,
  withdrawYes: '撤下',
  withdrawn: '已从所有地方撤下',
  details: '这块屏幕',
  playing: '播放列表',
  build: '版本',
  size: '分辨率',
  roundTrip: '一去一回',
  ms: (ms: number) => `${Math.round(ms).toLocaleString('zh-CN')} 毫秒`,
  clock: '时钟相差',
  heldPhotos: '存下的照片',
  uptime: '开了多久',
  seen: '最后消息',
};
