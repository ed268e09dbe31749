import type { Moment } from '../moments.ts';

function day({ days, month, day: date, year, thisYear }: Moment): string {
  if (days === 0) return '今天';
  if (days === -1) return '昨天';
  return `${thisYear ? '' : `${year} 年 `}${month} 月 ${date} 日`;
}

/** The big screen. */
export const kiosk = {
  title: '屏幕',
  connected: '已连上盒子',
  connecting: '正在连接盒子',
  first: '第一步',
  second: '第二步',
  claim: '认领盒子',
  claimCode: '认领码',
  claimElsewhere: '认领码在盒子自己的屏幕上，也在日志里',
  enter: '在后台「屏幕」里输入这个号码',
  admin: '打开后台',
  /** How long the number lasts, in whole minutes; 0 for less than one. */
  newNumber: (minutes: number) => (minutes > 0 ? `${minutes} 分钟后换一个新号码` : '马上换一个新号码'),
  network: '手机先连上盒子的网络，扫不了就打开',
  scan: '扫码领取照片',
  /** Without a gallery's title the count alone. */
  photos: (gallery: string, count: number) => `${gallery ? `${gallery}，` : ''}${count} 张照片`,
  /** Until when the code opens; `moment` is its last. */
  until: ({ days, clock }: Moment) =>
    days > 1 ? `画廊 ${days} 天后到期` : days === 1 ? '画廊明天到期' : `今天 ${clock} 到期`,
  /** The last day beside `until`. */
  date: ({ year, month, day: date, thisYear }: Moment) => `${thisYear ? '' : `${year} 年 `}${month} 月 ${date} 日`,
  /** Above the code that is for some only. */
  audience: (name: string) => `${name}扫这里`,
  /** Beneath the number of photos on a wall that grows. */
  growing: (_count: number) => '张照片，还在增加',
  /** At a unit's code; a unit is called by its name alone. */
  takeUnit: (unit: string) => `扫码带走 ${unit.replace(/\s*户型$/u, '') || unit}`,
  /** `last`: until when they can be seen; undefined: for good. */
  photosFor: (count: number, last: Moment | undefined) => {
    if (!last) return `${count} 张照片`;
    return `${count} 张照片，${last.days > 0 ? `${last.days} 天内可看` : `今天 ${last.clock} 前可看`}`;
  },
  wifiName: '网络',
  password: '密码',
  /** In WeChat the code of a Wi-Fi does nothing. */
  joinWifi: '用相机扫，连上 Wi-Fi',
  withoutWifi: '不连 Wi-Fi，用 4G/5G 直接扫 ② 也行',
  mobile: '用 4G/5G 也能打开',
  mobileLine: '不用连这里的 Wi-Fi，手机自己的网络就能看照片',
  fresh: '刚刚拍到',
  taken: (moment: Moment) => `${day(moment)} ${moment.clock}`,
};
