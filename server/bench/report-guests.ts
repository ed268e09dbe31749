/**
 * Who comes when over a year, made up as halls and sales offices know it: more on week-ends, two peaks a day, a launch and
 * a fair that bring five times as many, and four of ten opens by a phone that came before, mostly within days. The same
 * numbers each time.
 */

export const days = 365;
/** Rows of each kind for one visit, in the mean: with the visit itself 5.6. */
export const mix = { views: 4, downloads: 0.5, refusals: 0.1 } as const;
export const rowsOfVisit = 1 + mix.views + mix.downloads + mix.refusals;

/** One open, by numbers: days from the first day on, links and phones in the order in which they were made. */
export interface Coming {
  readonly day: number;
  readonly hour: number;
  /** Within its hour. */
  readonly ms: number;
  readonly link: number;
  readonly phone: number;
}

const returning = 0.4;
/** Of those that return, how many so many days later at the most. */
const later = [
  [0.3, 0, 0],
  [0.25, 1, 1],
  [0.15, 2, 2],
  [0.1, 3, 6],
  [0.15, 7, 30],
  [0.05, 31, 180],
] as const;
const hourWeights = [1, 0, 0, 0, 0, 0, 1, 3, 8, 16, 26, 24, 14, 16, 26, 30, 26, 18, 12, 12, 14, 10, 6, 3];
const weekWeights = [0.7, 0.7, 0.8, 0.9, 1.1, 1.8, 1.6];
/** Days from the first on which many came, and how long. */
const crowds = [
  [60, 2],
  [200, 3],
] as const;
/** One of five returns by another code. */
const otherLink = 0.2;

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
export function sameNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gives so many opens in the order of time, on links of which the first are by far the busiest; `weekday` of the first day, 0 for Monday. */
export function* comings(visits: number, links: number, weekday: number): Generator<Coming> {
  const random = sameNumbers(visits);
  const weights = Array.from({ length: days }, (_, day) => {
    const crowd = crowds.some(([from, length]) => day >= from && day < from + length) ? 5 : 1;
    return crowd * (weekWeights[(day + weekday) % 7] as number) * (0.7 + 0.6 * random());
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const pickLink = picker(Array.from({ length: links }, (_, rank) => 1 / (rank + 8)));
  const pickHour = picker(hourWeights);
  const pickLater = picker(later.map(([share]) => share));
  const linkOf = new Uint16Array(visits);
  const phoneOf = new Uint32Array(visits);
  /** At which visit each day begins. */
  const begins = new Uint32Array(days + 1);
  let phones = 0;
  let made = 0;
  let told = 0;
  for (let day = 0; day < days; day += 1) {
    begins[day] = made;
    told += weights[day] as number;
    const today = Math.round((visits * told) / whole) - made;
    const times = Array.from(
      { length: today },
      () => pickHour(random()) * 3_600_000 + Math.floor(random() * 3_600_000),
    );
    for (const time of times.sort((a, b) => a - b)) {
      const before = random() < returning ? earlier(day) : undefined;
      const phone = before === undefined ? phones++ : (phoneOf[before] as number);
      const same = before !== undefined && random() > otherLink;
      const link = same ? (linkOf[before] as number) : pickLink(random());
      linkOf[made] = link;
      phoneOf[made] = phone;
      made += 1;
      yield { day, hour: Math.floor(time / 3_600_000), ms: time % 3_600_000, link, phone };
    }
  }

  /** A visit of this day or of one before, as far back as phones stay away; undefined where there was none. */
  function earlier(day: number): number | undefined {
    const [, least, most] = later[pickLater(random())] as (typeof later)[number];
    const on = day - least - Math.floor(random() * (most - least + 1));
    if (on < 0) return undefined;
    const from = begins[on] as number;
    const to = on === day ? made : (begins[on + 1] as number);
    return to > from ? from + Math.floor(random() * (to - from)) : undefined;
  }
}

/** Tells of a number from 0 to 1 which of these weights it falls on. */
export function picker(weights: readonly number[]): (at: number) => number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const ends = weights.map((weight) => (sum += weight / whole));
  return (at) => {
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

const cities = [
  '浙江/杭州',
  '浙江/宁波',
  '浙江/温州',
  '上海/上海',
  '江苏/南京',
  '江苏/苏州',
  '江苏/无锡',
  '广东/广州',
  '广东/深圳',
  '广东/佛山',
];
const more = [
  '北京/北京',
  '天津/天津',
  '四川/成都',
  '湖北/武汉',
  '湖南/长沙',
  '河南/郑州',
  '山东/青岛',
  '山东/济南',
  '福建/厦门',
  '陕西/西安',
];
const abroad = ['US', 'JP', 'SG', 'HK', 'GB', 'DE'];
const regions = [
  ...[...cities, ...more].map((city, rank) => [`CN/${city}`, 40 / (rank + 1)] as const),
  ...abroad.map((country) => [country, 0.6] as const),
  ...([
    ['CN/浙江', 4],
    ['', 6],
  ] as const),
];
const kinds = [
  ['phone', 'ios', 'wechat', 30],
  ['phone', 'android', 'wechat', 34],
  ['phone', 'harmony', 'wechat', 8],
  ['phone', 'ios', 'safari', 9],
  ['phone', 'android', 'chrome', 5],
  ['phone', 'android', 'alipay', 1],
  ['phone', 'android', 'dingtalk', 2],
  ['tablet', 'ios', 'safari', 2],
  ['desktop', 'windows', 'chrome', 5],
  ['desktop', 'windows', 'edge', 2],
  ['desktop', 'mac', 'safari', 2],
] as const;
const pickRegion = picker(regions.map(([, weight]) => weight));
const pickKind = picker(kinds.map(([, , , weight]) => weight));
const onSite = 0.4;

/** What a phone is and from where it comes, by its number. */
export function phoneNumber(phone: number) {
  const random = sameNumbers(phone + 1);
  const site = random() < onSite;
  const [device, system, app] = kinds[pickKind(random())] as (typeof kinds)[number];
  const region = site ? 'site' : (regions[pickRegion(random())]?.[0] ?? '');
  return { site, device, system, app, region };
}
