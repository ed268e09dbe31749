/** What a browser says of itself. */
export interface Agent {
  /** The app whose own browser it is: `other` for one that shows pages and has no name here; null for a browser. */
  readonly app: 'wechat' | 'other' | null;
  readonly system: 'ios' | 'android' | 'desktop';
}

/**
 * How photos get onto it. `hold`: by a long press on each, `share`: by the system's sheet, `each`: as downloads one after
 * another, which land in the phone's gallery, `plain`: as a download, an archive where there are several.
 */
export type Way = 'hold' | 'share' | 'each' | 'plain';

/** What it can do. */
export interface Features {
  /** Takes files into the system's share sheet: in a secure context alone. */
  readonly sharesFiles: boolean;
  /** Heeds `download` on a link; older iPhones show the photo in its place. */
  readonly downloads: boolean;
}

const apps =
  /DingTalk|AlipayClient|AliApp|\bQQ\/|Qzone|\bLark\/|Feishu|Weibo|aweme|Bytedance|NewsArticle|XiaoHongShu|xhsdiscover|baiduboxapp|ZhihuHybrid|BiliApp|FBA[NV]\/|Instagram|\bLine\/|musical_ly/i;

/** `touches`: fingers that the screen tells apart. An iPad says that it is a Mac, and no Mac has a touch screen. */
export function readAgent(agent: string, touches = 0): Agent {
  const apple = /iPhone|iPad|iPod/.test(agent);
  const system =
    apple || (/Macintosh/.test(agent) && touches > 1) ? 'ios' : /Android|HarmonyOS/.test(agent) ? 'android' : 'desktop';
  // Pages inside other apps: Android marks them, on iPhones it is Safari's name that is missing.
  const within = apps.test(agent) || /; wv\)/.test(agent) || (apple && !/Safari\//.test(agent));
  return { app: /MicroMessenger/i.test(agent) ? 'wechat' : within ? 'other' : null, system };
}

export function wayOf({ app, system }: Agent, { sharesFiles, downloads }: Features): Way {
  // Whatever it says it can do: WeChat's own long press is what works there.
  if (app === 'wechat') return 'hold';
  if (system === 'ios') return sharesFiles ? 'share' : 'hold';
  if (app !== null || !downloads) return 'hold';
  return system === 'android' ? 'each' : 'plain';
}
