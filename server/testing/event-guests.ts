import type { LedgerGuest } from './event-ledger.ts';
import { type EventPhone, type EventPhoneOptions, eventPhone } from './event-phone.ts';

/** Somebody at a played event: what is known of them, and their phone. */
export interface EventGuest extends LedgerGuest {
  readonly phone: EventPhone;
}

const ios = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android = 'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
/** What phones and computers say of themselves, and what that is. */
const kinds = [
  ['phone', 'ios', 'wechat', `${ios} Mobile/15E148 MicroMessenger/8.0.50(0x18003230) NetType/WIFI Language/zh_CN`],
  ['phone', 'android', 'wechat', `${android} Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.53(0x2800353B)`],
  ['phone', 'ios', 'safari', `${ios} Version/17.5 Mobile/15E148 Safari/604.1`],
  [
    'phone',
    'harmony',
    'wechat',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${chrome} ArkWeb/4.1 Mobile MicroMessenger/8.0.9`,
  ],
  ['phone', 'android', 'chrome', `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`],
  ['phone', 'android', 'alipay', `${android} Chrome/130.0 Mobile Safari/537.36 AliApp(AP/10.6.0) AlipayClient/10.6.0`],
  ['phone', 'ios', 'dingtalk', `${ios} Mobile/15E148 AliApp(DingTalk/7.5.0) com.laiwang.DingTalk/7.5.0`],
  ['phone', 'android', 'wecom', `${android} Chrome/130.0 Mobile Safari/537.36 wxwork/4.1.20 MicroMessenger/7.0.1`],
  [
    'tablet',
    'ios',
    'safari',
    ios.replace('iPhone; CPU iPhone OS', 'iPad; CPU OS').concat(' Version/17.5 Safari/604.1'),
  ],
  ['desktop', 'windows', 'chrome', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`],
  [
    'desktop',
    'mac',
    'safari',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
  ],
  ['desktop', 'windows', 'edge', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0.0.0`],
] as const;
/** Addresses of carriers whose city anybody can look up; the last is nobody's (RFC 5737). */
const far = [
  ['60.191.0.1', 'CN/浙江/杭州'],
  ['60.190.1.1', 'CN/浙江/宁波'],
  ['116.228.111.1', 'CN/上海'],
  ['218.2.135.1', 'CN/江苏/南京'],
  ['202.106.0.20', 'CN/北京'],
  ['8.8.8.8', 'US'],
  ['203.0.113.5', ''],
] as const;

/** So many guests of every kind, every other one on site. `refusing`: by their number, whose phones keep no cookies. */
export function eventGuests(
  doors: Parameters<typeof eventPhone>[0],
  count: number,
  refusing: readonly number[],
): EventGuest[] {
  return Array.from({ length: count }, (_, at) => {
    const [device, system, app, agent] = kinds[at % kinds.length] as (typeof kinds)[number];
    const [address, region] = far[(at >> 1) % far.length] as (typeof far)[number];
    const site = at % 2 === 0;
    const options: EventPhoneOptions = {
      agent,
      address: site ? undefined : address,
      refusesCookies: refusing.includes(at),
    };
    const phone = eventPhone(doors, options);
    const standIn = refusing.includes(at);
    return { name: `guest ${at}`, device, system, app, region: site ? 'site' : region, standIn, phone };
  });
}
