import type { PeopleList } from '#contract/people.ts';

const figure = (value: number) => value.toLocaleString('zh-CN');
/** Those of the people's lists that a report ends with. */
export type ReportList = Exclude<PeopleList, 'all' | 'forwarded'>;
const headings: Record<ReportList, string> = {
  not_opened: '还没打开',
  came_back: '回头最多',
  not_downloaded: '打开没下载',
  ending: '快到期、快用完',
};
const acts: Record<ReportList, (count: number) => string> = {
  not_opened: (count) => `提醒选中的 ${figure(count)} 位`,
  came_back: (count) => `感谢选中的 ${figure(count)} 位`,
  not_downloaded: (count) => `提醒选中的 ${figure(count)} 位下载`,
  ending: (count) => `告诉选中的 ${figure(count)} 位`,
};
const none: Record<ReportList, string> = {
  not_opened: '选几位来提醒',
  came_back: '选几位来感谢',
  not_downloaded: '选几位来提醒下载',
  ending: '选几位来告诉',
};
const done: Record<ReportList, string> = {
  not_opened: '已提醒',
  came_back: '已感谢',
  not_downloaded: '已提醒',
  ending: '已告诉',
};

/** Who has to be written to, at the foot of a report. */
export const reportPeople = {
  title: '接下来联系谁',
  headings,
  acts,
  none,
  count: (count: number) => `${figure(count)} 位`,
  tick: (name: string) => `选「${name}」`,
  all: (count: number) => `全部 ${figure(count)} 位`,
  toPeople: '到接收人里看',
  /** What was noted for the list: 已提醒 周敏 今天 14:05. */
  told: (list: ReportList, by: string, when: string) => `${done[list]} ${by} ${when}`,
  sent: (by: string, when: string) => `${by} ${when}发出`,
  unsent: '没有记录发送',
  opened: (count: number) => `打开 ${figure(count)} 次`,
  mostly: (what: string) => `多看「${what}」`,
  lastAt: (when: string) => `最近 ${when}`,
  left: (count: number) => `还能打开 ${figure(count)} 次`,
  nobody: '现在没有要联系的人：都打开了，能下载的都下载了，也没有快到期的。',
};
