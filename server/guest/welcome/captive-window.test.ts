import { expect, test } from 'vitest';
import { isCaptiveWindow } from './captive-window.ts';
import { keptMs, openPhones, type PhoneState } from './phones.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android =
  'Mozilla/5.0 (Linux; Android 13; 2201123C Build/TKQ1.220807.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36';
const by = (name: string) => ({ 'x-requested-with': name });

const agents: [name: string, agent: string, headers: Record<string, string>, window: boolean][] = [
  ['iOS portal window', `${iphone} Mobile/15E148`, {}, true],
  [
    'iPadOS portal window',
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    {},
    true,
  ],
  [
    'macOS portal window',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
    {},
    true,
  ],
  ['Android portal window that does not say so', android, {}, true],
  [
    'Android tablet portal window',
    'Mozilla/5.0 (Linux; Android 12; SM-T870 Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Safari/537.36',
    {},
    true,
  ],
  ['iOS Safari', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, {}, false],
  [
    'macOS Safari',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    {},
    false,
  ],
  ['iOS Chrome', `${iphone} CriOS/129.0.6668.69 Mobile/15E148 Safari/604.1`, {}, false],
  ['iOS WeChat', `${iphone} Mobile/15E148 MicroMessenger/8.0.50(0x18003231) NetType/WIFI Language/zh_CN`, {}, false],
  ['iOS WeCom', `${iphone} Mobile/15E148 wxwork/4.1.28 MicroMessenger/7.0.1 Language/zh`, {}, false],
  [
    'iOS DingTalk',
    `${iphone} Mobile/15E148 AliApp(DingTalk/7.6.10) com.laiwang.DingTalk/37853281 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`,
    {},
    false,
  ],
  [
    'iOS Alipay',
    `${iphone} Mobile/15E148 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:390|780|3.0) AliApp(AP/10.5.90) AlipayClient/10.5.90`,
    {},
    false,
  ],
  [
    'Android WeChat',
    `${android.replace('116.0.0.0', '116.0.0.0')} XWEB/1160117 MMWEBSDK/20240501 MicroMessenger/8.0.50.2701(0x28003253) WeChat/arm64 Weixin NetType/WIFI`,
    by('com.tencent.mm'),
    false,
  ],
  [
    'Android DingTalk',
    `${android} AliApp(DingTalk/7.6.10) com.alibaba.android.rimet/39212345`,
    by('com.alibaba.android.rimet'),
    false,
  ],
  [
    'Android QQ',
    `${android} V1_AND_SQ_9.0.70_6700_YYB_D QQ/9.0.70.17650 NetType/WIFI`,
    by('com.tencent.mobileqq'),
    false,
  ],
  [
    'Android Chrome',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
    {},
    false,
  ],
  [
    'Huawei Browser',
    'Mozilla/5.0 (Linux; Android 10; ELS-AN00; HMSCore 6.11.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/14.0.2.311 Mobile Safari/537.36',
    {},
    false,
  ],
  [
    'MIUI Browser',
    'Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2201123C Build/TKQ1.220807.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/17.8.80',
    {},
    false,
  ],
  [
    'Windows Edge',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0',
    {},
    false,
  ],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', {}, false],
  ['nothing', '', {}, false],
];
const named: [agent: string, headers: Record<string, string>][] = [
  [android, by('com.android.captiveportallogin')],
  [android, by('com.google.android.captiveportallogin')],
  [android, by('com.huawei.hotspot.portal_login')],
  ['CaptiveNetworkSupport-441 wispr', {}],
];

test.each(agents)('%s is told from a portal window', (_, agent, headers, window) => {
  const as = (phone: PhoneState) => isCaptiveWindow({ 'user-agent': agent, ...headers }, phone);
  expect([as('waiting'), as('on')]).toEqual([window, window]);
  // Without a question for the internet there is no window for its answer.
  expect(as('new')).toBe(false);
});

test.each(named)('what says that it is one is taken at its word: %s %o', (agent, headers) => {
  for (const phone of ['new', 'waiting', 'on'] as const) {
    expect(isCaptiveWindow({ 'user-agent': agent, ...headers }, phone)).toBe(true);
  }
});

test('a hall’s phones are remembered for half a day, and no more than the box has room for', () => {
  let now = 0;
  const phones = openPhones(() => now, 3);
  phones.led('a');
  phones.goOn('b');
  phones.led('b');
  expect(['a', 'b', 'c'].map(phones.of)).toEqual(['waiting', 'on', 'new']);
  now = 1000;
  // Asked again, `a` is not the oldest any more.
  for (const phone of ['a', 'c', 'd']) phones.led(phone);
  expect(['a', 'b', 'c', 'd'].map(phones.of)).toEqual(['waiting', 'new', 'waiting', 'waiting']);
  now = keptMs;
  expect(phones.of('a')).toBe('waiting');
  now = keptMs + 1000;
  expect(phones.of('a')).toBe('new');
  phones.goOn('a');
  phones.forget();
  expect(phones.of('a')).toBe('new');
});
