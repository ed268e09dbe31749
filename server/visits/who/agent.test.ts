import { expect, test } from 'vitest';
import { deviceOf } from './agent.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ipad = 'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const win = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const kit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const pixel = `Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A.240205.002; wv) ${kit} Version/4.0 Chrome/120.0.6099.230 Mobile Safari/537.36`;
const mate = `Mozilla/5.0 (Linux; Android 12; ALN-AL00 Build/HUAWEIALN-AL00; wv) ${kit} Version/4.0 Chrome/114.0.5735.196 Mobile Safari/537.36`;

/** As phones and computers send them; what they are. */
const agents: readonly (readonly [string, string])[] = [
  // iPhones and iPads.
  [`${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, 'phone ios safari'],
  [`${iphone} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`, 'phone ios chrome'],
  [`${iphone} FxiOS/127.1 Mobile/15E148 Safari/605.1.15`, 'phone ios firefox'],
  [`${iphone} Version/17.0 EdgiOS/125.0.2535.96 Mobile/15E148 Safari/605.1.15`, 'phone ios edge'],
  [`${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN`, 'phone ios wechat'],
  [`${iphone} Mobile/15E148 wxwork/4.1.26 MicroMessenger/7.0.1 Language/zh ColorScheme/Light`, 'phone ios wecom'],
  [
    `${iphone} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.6.10.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI,ws:390|780|3.0) AlipayClient/10.6.10.6000 Language/zh-Hans`,
    'phone ios alipay',
  ],
  [
    `${iphone} Mobile/15E148 AliApp(DingTalk/7.5.20) com.laiwang.DingTalk/33861253 Channel/201200 language/zh-Hans-CN`,
    'phone ios dingtalk',
  ],
  [`${iphone} Mobile/15E148 Lark/7.19.6 LarkLocale/zh_CN ChannelName/Feishu`, 'phone ios feishu'],
  [
    `${iphone} Mobile/15E148 QQ/9.0.65.614 V1_IPH_SQ_9.0.65_1_APP_A Pixel/1179 MiniAppEnable SimpleUISwitch/0 QQTheme/1000`,
    'phone ios qq',
  ],
  [`${iphone} Version/17.0 MQQBrowser/16.2.0 Mobile/15E148 Safari/604.1 QBWebViewUA/2`, 'phone ios qq'],
  [`${iphone} Mobile/15E148 Weibo (iPhone15,2__weibo__14.6.1__iphone__os17.5.1)`, 'phone ios weibo'],
  [
    `${iphone} Mobile/15E148 aweme_300400 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/zh Region/CN BytedanceWebview/d8a21c6`,
    'phone ios douyin',
  ],
  [`${iphone} Mobile/15E148 Safari/604.1 XHSMiniApp XiaoHongShu/8.38.1 discover/8.38`, 'phone ios xiaohongshu'],
  [`${iphone} Mobile/15E148 SP-engine/3.10.0 main/1.0 baiduboxapp/13.62.0.10 (Baidu; P2 17.5)`, 'phone ios baidu'],
  [`${iphone} Version/17.0 Mobile/15E148 UCBrowser/16.5.6.2291 Mobile AliApp(TUnionSDK/0.1.20.4)`, 'phone ios uc'],
  [`${ipad} Version/16.6 Mobile/15E148 Safari/604.1`, 'tablet ios safari'],
  [`${ipad} Mobile/15E148 MicroMessenger/8.0.47(0x18002f30) NetType/WIFI Language/zh_CN`, 'tablet ios wechat'],
  // Android and what is built on it.
  [`Mozilla/5.0 (Linux; Android 10; K) ${kit} Chrome/126.0.0.0 Mobile Safari/537.36`, 'phone android chrome'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${kit} Chrome/126.0.0.0 Safari/537.36`, 'tablet android chrome'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0', 'phone android firefox'],
  [
    `Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1.220829.002; wv) ${kit} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MMWEBID/2307 MicroMessenger/8.0.47.2560(0x28002F50) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64`,
    'phone android wechat',
  ],
  [
    `Mozilla/5.0 (Linux; Android 9; MI 6 Build/PKQ1.190118.001) ${kit} Version/4.0 Chrome/66.0.3359.126 MQQBrowser/6.2 TBS/045131 Mobile Safari/537.36 MMWEBID/5230 MicroMessenger/7.0.13.1640(0x27000D36) NetType/WIFI Language/zh_CN`,
    'phone android wechat',
  ],
  [
    `Mozilla/5.0 (Linux; Android 12; BAH4-W09 Build/HUAWEIBAH4-W09; wv) ${kit} Version/4.0 Chrome/107.0.5304.141 Safari/537.36 XWEB/5169 MMWEBSDK/20230504 MicroMessenger/8.0.37.2380(0x2800253D) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN`,
    'tablet android wechat',
  ],
  [`${mate} wxwork/4.1.22 ColorScheme/Light wxworklocal/zh-CN MicroMessenger/7.0.1`, 'phone android wecom'],
  [
    `${mate} AliApp(DingTalk/7.5.10) com.alibaba.android.rimet/33270142 Channel/700159 language/zh-CN`,
    'phone android dingtalk',
  ],
  [
    `${pixel} NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:4G,ws:411|0|2.625) AliApp(AP/10.5.90.8000) AlipayClient/10.5.90.8000 Language/zh-Hans`,
    'phone android alipay',
  ],
  [`${pixel} Lark/7.20.5 LarkLocale/zh_CN ChannelName/Feishu TTWebView/1210330048`, 'phone android feishu'],
  [
    `${pixel} V1_AND_SQ_9.0.65_6570_YYB_D QQ/9.0.65.17370 NetType/WIFI WebP/0.4.1 AppId/537225151 Pixel/1080`,
    'phone android qq',
  ],
  [`${pixel} Weibo (Google-Pixel 8__weibo__14.5.3__android__android14)`, 'phone android weibo'],
  [
    `${pixel} aweme_290900 JsSdk/1.0 NetType/WIFI AppName/aweme app_version/29.9.0 ByteLocale/zh-CN`,
    'phone android douyin',
  ],
  [`${pixel} xiaohongshu/8.35.0 NetType/WiFi`, 'phone android xiaohongshu'],
  [`${pixel} T7/13.61 SP-engine/2.96.0 baiduboxapp/13.61.5.10 (Baidu; P1 14)`, 'phone android baidu'],
  [
    `Mozilla/5.0 (Linux; U; Android 13; zh-CN; 22081212C Build/TKQ1.220829.002) ${kit} Version/4.0 Chrome/100.0.4896.58 UCBrowser/16.4.8.1288 Mobile Safari/537.36`,
    'phone android uc',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S9280) ${kit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    'phone android samsung',
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-X710) ${kit} SamsungBrowser/24.0 Chrome/117.0.0.0 Safari/537.36`,
    'tablet android samsung',
  ],
  [
    `Mozilla/5.0 (Linux; U; Android 14; zh-cn; 23127PN0CC Build/UKQ1.230804.001) ${kit} Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.4.70528`,
    'phone android xiaomi',
  ],
  [
    `Mozilla/5.0 (Linux; U; Android 14; zh-cn; PHZ110 Build/UKQ1.230924.001) ${kit} Version/4.0 Chrome/115.0.5790.168 Mobile Safari/537.36 HeyTapBrowser/40.9.2.1`,
    'phone android oppo',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; V2309A Build/UP1A.231005.007; wv) ${kit} Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/20.6.0.0`,
    'phone android vivo',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${kit} Chrome/125.0.0.0 Mobile Safari/537.36 EdgA/125.0.2535.96`,
    'phone android edge',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${kit} Chrome/124.0.0.0 Mobile Safari/537.36 OPR/82.2.4342.79764`,
    'phone android other',
  ],
  // An app without a name of its own.
  [pixel, 'phone android other'],
  // HarmonyOS: what is built on Android, and what is not.
  [
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00; HMSCore 6.13.0.302) ${kit} Chrome/114.0.5735.196 HuaweiBrowser/15.0.5.301 Mobile Safari/537.36`,
    'phone harmony huawei',
  ],
  [
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${kit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4.300`,
    'phone harmony huawei',
  ],
  [
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${kit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MicroMessenger/8.0.11 NetType/WIFI`,
    'phone harmony wechat',
  ],
  [
    `Mozilla/5.0 (Tablet; OpenHarmony 5.0) ${kit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 HuaweiBrowser/5.0.4.300`,
    'tablet harmony huawei',
  ],
  [
    `Mozilla/5.0 (PC; OpenHarmony 5.0) ${kit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 HuaweiBrowser/5.1`,
    'desktop harmony huawei',
  ],
  // Computers.
  [`${win} ${kit} Chrome/126.0.0.0 Safari/537.36`, 'desktop windows chrome'],
  [`${win} ${kit} Chrome/125.0.0.0 Safari/537.36 Edg/125.0.2535.92`, 'desktop windows edge'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0', 'desktop windows firefox'],
  [
    `${win} ${kit} Chrome/107.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090b11) XWEB/9185 Flue`,
    'desktop windows wechat',
  ],
  [
    `${win} ${kit} Chrome/87.0.4280.141 Safari/537.36 dingtalk-win/1.0.0 nw(0.14.7) DingTalk(7.5.10-Release.12)`,
    'desktop windows dingtalk',
  ],
  [`${win} ${kit} Chrome/98.0.4758.139 Safari/537.36 QQBrowser/11.9.5355.400`, 'desktop windows qq'],
  [`${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`, 'desktop mac safari'],
  [`${mac} ${kit} Chrome/126.0.0.0 Safari/537.36`, 'desktop mac chrome'],
  [
    `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.8.0(0x16080000) MacWechat/3.8.7(0x13080710) NetType/WIFI`,
    'desktop mac wechat',
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${kit} HeadlessChrome/126.0.0.0 Safari/537.36`, 'desktop linux chrome'],
  ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'desktop linux firefox'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${kit} Chrome/126.0.0.0 Safari/537.36`, 'desktop linux chrome'],
  // Neither.
  [`Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) ${kit} Version/6.5 TV Safari/537.36`, 'other'],
  ['curl/8.5.0', 'other other other'],
  ['', 'other other other'],
];

test.each(agents)('%s', (agent, expected) => {
  const { device, system, app } = deviceOf(agent);
  expect(`${device} ${system} ${app}`).toMatch(new RegExp(`^${expected}`));
});

test('an agent is told alike the second time, also after a thousand others', () => {
  const [agent] = agents[4] as readonly [string, string];
  const first = deviceOf(agent);
  for (let nr = 0; nr < 1100; nr += 1) deviceOf(`${agent} ${nr}`);
  expect(deviceOf(agent)).toEqual(first);
});

test('an agent of sixteen thousand letters is read in part', () => {
  expect(deviceOf(`${iphone} Mobile/15E148 ${'MicroMessenger '.repeat(1000)}`).device).toBe('phone');
});
