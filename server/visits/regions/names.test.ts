import { expect, test } from 'vitest';
import { regionOf } from './names.ts';

/** Fields as the tables have them; what visits keep. */
test.each([
  // The package's table for IPv4: country, part of the world, province, city, provider.
  ['中国|0|浙江省|杭州市|电信', 'CN/浙江/杭州'],
  ['中国|0|北京|北京市|联通', 'CN/北京'],
  ['中国|0|内蒙古|呼和浩特市|联通', 'CN/内蒙古/呼和浩特'],
  ['中国|0|内蒙古|兴安盟|0', 'CN/内蒙古/兴安盟'],
  ['中国|0|黑龙江省|大兴安岭|电信', 'CN/黑龙江/大兴安岭'],
  ['中国|0|吉林省|延边|联通', 'CN/吉林/延边'],
  ['中国|0|广东省|0|电信', 'CN/广东'],
  ['中国|0|0|0|电信', 'CN'],
  // The provider is no province.
  ['中国|0|0|0|北京电信通', 'CN'],
  ['中国|0|台湾省|台北|中华电信', 'CN/台湾/台北'],
  ['中国|0|台湾省|新竹县|中华电信', 'CN/台湾/新竹县'],
  ['中国|0|香港|荃湾|0', 'CN/香港'],
  ['中国|0|澳门|0|澳门电讯', 'CN/澳门'],
  ['美国|0|加利福尼亚|0|谷歌', 'US'],
  ['阿联酋|0|0|0|0', 'AE'],
  ['刚果金|0|0|0|0', 'CD'],
  ['多米尼加|0|0|0|0', 'DO'],
  ['多米尼克|0|0|0|0', 'DM'],
  ['英国|0|0|0|0', 'GB'],
  ['越南|0|0|0|0', 'VN'],
  ['0|0|0|内网IP|内网IP', ''],
  ['亚太地区|0|0|0|0', ''],
  ['欧洲|0|0|0|0', ''],
  // That for IPv6.
  ['中国|浙江省|宁波市|北仑区', 'CN/浙江/宁波'],
  ['中国|广西区|南宁市', 'CN/广西/南宁'],
  ['中国|湖北省|恩施州|恩施市', 'CN/湖北/恩施'],
  ['中国|重庆市|渝北区', 'CN/重庆'],
  ['中国|香港区', 'CN/香港'],
  ['北马其顿', 'MK'],
  // Newer ones, with a code at the end and names in full.
  ['中国|广西壮族自治区|南宁市|电信|CN', 'CN/广西/南宁'],
  ['中国|湖北省|恩施土家族苗族自治州|移动|CN', 'CN/湖北/恩施'],
  ['中国|青海省|海南藏族自治州|移动|CN', 'CN/青海/海南'],
  ['Hong Kong|Hong Kong|0|0|HK', 'CN/香港'],
  ['United States|California|San Jose|0|US', 'US'],
  ['', ''],
])('%s is %s', (text, region) => {
  expect(regionOf(text.split('|'))).toBe(region);
});
