import UAParser from 'ua-parser-js';
import { systemOf } from '../system.ts';

/** What a phone or computer says of itself. */
export interface Device {
  /** `phone`, `tablet`, `desktop`, `other`. */
  readonly device: string;
  /** `ios`, `android`, `harmony`, `windows`, `mac`, `linux`, `other`. */
  readonly system: string;
  /** The app or browser: `wechat`, `alipay`, `dingtalk`, `safari`, `chrome` …, `other`. */
  readonly app: string;
}

/** Apps and browsers by what they call themselves, the first that fits: an app's own window names its engine as well. */
const apps = [
  ['wecom', /wxwork\//i],
  ['wechat', /MicroMessenger\//i],
  ['dingtalk', /DingTalk/i],
  ['alipay', /AlipayClient|AliApp\(AP\//i],
  ['feishu', /\b(Lark|Feishu)\//i],
  ['weibo', /\bWeibo\b|__weibo__/i],
  ['douyin', /\baweme[_/]|\baweme\b.*Bytedance/i],
  ['xiaohongshu', /xiaohongshu|xhsdiscover|\bdiscover\/\d/i],
  // The app and its browser; before the browsers of phones, whose names it does not carry.
  ['qq', /\bM?QQ(Browser)?\/|\bTIM\//],
  ['baidu', /baiduboxapp|baidubrowser|BIDUBrowser/i],
  ['uc', /UCBrowser|UCWEB|\bUBrowser/i],
  ['samsung', /SamsungBrowser/i],
  ['huawei', /HuaweiBrowser|HBPC\//i],
  ['xiaomi', /MiuiBrowser/i],
  ['oppo', /HeyTapBrowser|OPPOBrowser|OppoBrowser/i],
  ['vivo', /VivoBrowser/i],
  ['edge', /\b(Edg|EdgA|EdgiOS|Edge)\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
] as const;

/** Browsers that have no word of their own: many others carry it too, and only the library tells them apart. */
const plain: Readonly<Record<string, string>> = {
  Chrome: 'chrome',
  'Chrome Headless': 'chrome',
  Safari: 'safari',
  'Mobile Safari': 'safari',
};

/** The library reads no more of it; one that is longer says nothing more of use. */
const longest = 500;
/** A hall brings a few hundred different ones. */
const mostKept = 1000;
const kept = new Map<string, Device>();

/**
 * Tells by a user agent what a visit was opened with. What was asked lately is remembered: a look-up in full takes some
 * 30 µs. An iPad that asks for desktop sites, as they do as shipped, says that it is a Mac and counts as one.
 */
export function deviceOf(agent: string): Device {
  const text = agent.slice(0, longest);
  const known = kept.get(text);
  if (known) return known;
  const device = lookedAt(text);
  // The oldest goes; one that is asked for often is soon there again.
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string);
  kept.set(text, device);
  return device;
}

function lookedAt(agent: string): Device {
  const { device, browser } = new UAParser(agent).getResult();
  const system = systemOf(agent);
  const app = apps.find(([, sign]) => sign.test(agent))?.[0] ?? plain[browser.name ?? ''] ?? 'other';
  return { device: kindOf(agent, system, device.type), system, app };
}

function kindOf(agent: string, system: string, type: string | undefined): string {
  // Televisions, consoles and watches look like a phone or a computer otherwise.
  if (type !== undefined && type !== 'mobile' && type !== 'tablet') return 'other';
  if (/iPad/.test(agent)) return 'tablet';
  if (/iPhone|iPod|Windows Phone/.test(agent)) return 'phone';
  // HarmonyOS NEXT says it in so many words.
  const own = /\((Phone|Tablet|PC|2in1); OpenHarmony/.exec(agent)?.[1];
  if (own !== undefined) return own === 'Phone' ? 'phone' : own === 'Tablet' ? 'tablet' : 'desktop';
  if (system === 'android' || system === 'harmony') {
    // By Google's rule a tablet leaves `Mobile` away; some do not, and are known by their model.
    return type === 'tablet' || !/Mobile/.test(agent) ? 'tablet' : 'phone';
  }
  return system === 'windows' || system === 'mac' || system === 'linux' ? 'desktop' : 'other';
}
