/*
 * One month of a sales office, as far as its report tells it: `sampleReport` is made of it.
 */

/** A whole number in whole parts, in proportion to weights, that add up to it. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const order = weights
    .map((weight, at) => ({ at, rest: ((total * weight) / sum) % 1 }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  let left = total - parts.reduce((all, part) => all + part, 0);
  for (const { at } of order) {
    if (left === 0) break;
    parts[at] = (parts[at] as number) + 1;
    left -= 1;
  }
  return parts;
}

const dayMs = 86_400_000;
const from = Date.UTC(2026, 9, 23);
export const dayCount = 30;
export const dayAt = (at: number) => new Date(from + at * dayMs).toISOString().slice(0, 10);
/** An instant so many days after the first of the report, by the clocks of Shanghai. */
export const instant = (day: number, hour: number, minute = 0) =>
  new Date(from + day * dayMs + (hour - 8) * 3_600_000 + minute * 60_000).toISOString();

export const opens = 2134;
const hourWeights = [3, 0, 0, 0, 0, 0, 4, 11, 22, 42, 76, 66, 62, 56, 66, 80, 81, 61, 44, 72, 112, 118, 62, 19];
const weekdayWeights = [0.7, 0.75, 0.6, 0.7, 0.95, 2.4, 1.9];
/** Sundays are 0 to JavaScript, and the last of the week here. */
const weekdayAt = (at: number) => (new Date(from + at * dayMs).getUTCDay() + 6) % 7;

/** Opens of each hour of each day. */
export const grid = (() => {
  const weights = Array.from({ length: dayCount }, (_, day) =>
    hourWeights.map((weight) => weight * (weekdayWeights[weekdayAt(day)] as number) * (1 + (day % 7) / 20)),
  );
  const cells = spread(opens, weights.flat());
  return Array.from({ length: dayCount }, (_, day) => cells.slice(day * 24, day * 24 + 24));
})();
export const total = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
export const hours = hourWeights.map((_, hour) => total(grid.map((day) => day[hour] as number)));
export const week = weekdayWeights.map((_, weekday) =>
  hourWeights.map((__, hour) => total(grid.map((day, at) => (weekdayAt(at) === weekday ? (day[hour] as number) : 0)))),
);

/** Title, views, seconds a view, width, height. */
export const pictures = [
  ['湖景栈道', 312, 14, 6000, 4000],
  ['B2 起居室', 287, 22, 4000, 6000],
  ['B2 书房', 241, 19, 4000, 5336],
  ['园林紫藤', 198, 9, 6000, 4500],
  ['会所门厅', 164, 7, 4000, 5336],
  ['会所吧台', 151, 11, 6000, 4000],
  ['A1 主卧', 138, 16, 6000, 4000],
  ['A1 厨房', 131, 21, 6000, 4000],
  ['C1 叠墅露台', 122, 18, 6000, 4000],
  ['C1 客厅', 117, 17, 6000, 4000],
  ['湖面日出', 104, 8, 6000, 2700],
  ['泳池', 96, 9, 6000, 4000],
  ['儿童活动区', 88, 10, 6000, 4000],
  ['B2 主卧', 83, 15, 6000, 4000],
  ['A1 阳台', 77, 12, 4000, 6000],
  ['地下车库入口', 52, 6, 6000, 4000],
  ['物业大堂', 48, 7, 6000, 4000],
  ['样板间玄关', 41, 9, 4000, 6000],
  ['沙盘全景', 36, 20, 8000, 4000],
  ['夜景航拍', 29, 13, 6000, 4000],
] as const;
/** Name, company, gallery, audience, placement, for one, opens, visitors, downloads, what was looked at most. */
export const rows = [
  ['客户链接', '', '湖畔澜庭', 'estate.client', '客户链接', false, 1024, 241, 0, '湖景栈道'],
  ['沙盘大屏', '', '湖畔澜庭', 'estate.client', '沙盘大屏', false, 612, 136, 0, 'B2 起居室'],
  ['礼品袋', '', '会所与园林', 'estate.client', '礼品袋', false, 292, 71, 0, '园林紫藤'],
  ['画册封底', '', '湖畔澜庭', 'estate.client', '画册封底', false, 162, 38, 0, '湖景栈道'],
  ['安居渠道', '安居房产', 'B2 四房', 'estate.channel', null, true, 14, 5, 22, 'B2 起居室'],
  ['李先生', '', 'B2 四房', 'estate.agent', null, true, 7, 2, 12, 'B2 书房'],
  ['顾女士', '', '湖畔澜庭', 'estate.agent', null, true, 6, 2, 9, '湖景栈道'],
  ['Chen', 'Lake & Co.', '会所与园林', 'estate.channel', null, true, 4, 1, 10, '园林紫藤'],
  ['集团营销部', '北岸集团', '湖畔澜庭', 'estate.hq', null, true, 13, 6, 15, '湖景栈道'],
  ['赵女士', '', 'A1 三房', 'estate.client', null, true, 0, 0, 0, ''],
  ['何先生', '', 'B2 四房', 'estate.client', null, true, 0, 0, 0, ''],
  ['陈嘉怡', '', 'C1 叠墅', 'estate.agent', null, true, 0, 0, 0, ''],
] as const;
