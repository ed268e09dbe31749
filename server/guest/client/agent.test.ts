import { expect, test } from 'vitest';
import { type Features, readAgent, wayOf } from './agent.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit}`;
const android = 'Mozilla/5.0 (Linux; Android 14; 23127PN0CC Build/UKQ1) AppleWebKit/537.36 (KHTML, like Gecko)';
const webView = android.replace('UKQ1)', 'UKQ1; wv)');
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit}`;
const chrome = 'Chrome/142.0.0.0';

const all: Features = { sharesFiles: true, downloads: true };
const http: Features = { sharesFiles: false, downloads: true };

/** Agent, fingers, and what it is; then the way with all features, and over plain HTTP. */
test.each([
  [
    'WeChat, Android',
    `${webView} Version/4.0 ${chrome} Mobile Safari/537.36 XWEB/1300289 MicroMessenger/8.0.53 WeChat/arm64`,
    5,
    'wechat',
    'android',
    'hold',
    'hold',
  ],
  [
    'WeChat, iPhone',
    `${iphone} Mobile/15E148 MicroMessenger/8.0.50(0x18003230) NetType/WIFI Language/zh_CN`,
    5,
    'wechat',
    'ios',
    'hold',
    'hold',
  ],
  [
    'WeChat, Windows',
    `${windows} ${chrome} Safari/537.36 MicroMessenger/7.0.20 NetType/WIFI WindowsWechat(0x63090a13)`,
    0,
    'wechat',
    'desktop',
    'hold',
    'hold',
  ],
  [
    'WeCom, iPhone',
    `${iphone} Mobile/15E148 wxwork/4.1.20 MicroMessenger/7.0.1 Language/zh`,
    5,
    'wechat',
    'ios',
    'hold',
    'hold',
  ],
  [
    'DingTalk, Android',
    `${webView} Version/4.0 ${chrome} Mobile Safari/537.36 AliApp(DingTalk/7.6.0) com.alibaba.android.rimet`,
    5,
    'other',
    'android',
    'hold',
    'hold',
  ],
  [
    'Alipay, iPhone',
    `${iphone} Mobile/15E148 NebulaSDK/1.8.100112 AliApp(AP/10.5.80) AlipayClient/10.5.80 Language/zh-Hans`,
    5,
    'other',
    'ios',
    'share',
    'hold',
  ],
  [
    'QQ, Android',
    `${android} Version/4.0 ${chrome} MQQBrowser/6.2 TBS/046295 Mobile Safari/537.36 V1_AND_SQ_9.0.8 QQ/9.0.8.14755`,
    5,
    'other',
    'android',
    'hold',
    'hold',
  ],
  [
    'QQ Browser, Android',
    `${android} Version/4.0 ${chrome} MQQBrowser/14.7 Mobile Safari/537.36`,
    5,
    null,
    'android',
    'each',
    'each',
  ],
  ['Lark, Windows', `${windows} ${chrome} Lark/7.20.6 Safari/537.36`, 0, 'other', 'desktop', 'hold', 'hold'],
  [
    'Weibo, iPhone',
    `${iphone} Mobile/15E148 Weibo (iPhone14,5__weibo__14.5.0__iphone__os17.5)`,
    5,
    'other',
    'ios',
    'share',
    'hold',
  ],
  ['some app, Android', `${webView} Version/4.0 ${chrome} Mobile Safari/537.36`, 5, 'other', 'android', 'hold', 'hold'],
  ['some app, iPhone', `${iphone} Mobile/15E148`, 5, 'other', 'ios', 'share', 'hold'],
  ['Safari, iPhone', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, 5, null, 'ios', 'share', 'hold'],
  ['Chrome, iPhone', `${iphone} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`, 5, null, 'ios', 'share', 'hold'],
  ['Safari, iPad as a desktop', `${mac} Version/17.5 Safari/605.1.15`, 5, null, 'ios', 'share', 'hold'],
  ['Safari, Mac', `${mac} Version/17.5 Safari/605.1.15`, 0, null, 'desktop', 'plain', 'plain'],
  [
    'Chrome, Android',
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) ${chrome} Mobile Safari/537.36`,
    5,
    null,
    'android',
    'each',
    'each',
  ],
  [
    'Firefox, Android',
    'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
    5,
    null,
    'android',
    'each',
    'each',
  ],
  [
    'Huawei, HarmonyOS',
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4 HarmonyOS',
    5,
    null,
    'android',
    'each',
    'each',
  ],
  ['Edge, a Windows tablet', `${windows} ${chrome} Safari/537.36 Edg/142.0.0.0`, 10, null, 'desktop', 'plain', 'plain'],
] as const)('%s', (_name, agent, touches, app, system, way, plainly) => {
  const read = readAgent(agent, touches);
  expect(read).toEqual({ app, system });
  expect([wayOf(read, all), wayOf(read, http)]).toEqual([way, plainly]);
});

test('an iPhone or a browser that shows what it should download has photos kept by a long press', () => {
  for (const agent of [`${iphone} Version/12.0 Mobile/15E148 Safari/604.1`, `${android} Version/4.0 ${chrome}`])
    expect(wayOf(readAgent(agent, 5), { sharesFiles: false, downloads: false })).toBe('hold');
});
