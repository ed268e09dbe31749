import type { ReportList, reportPeople as shape } from '../zh-CN/report-people.ts';

const figure = (value: number) => value.toLocaleString('en');
const headings: Record<ReportList, string> = {
  not_opened: 'Not opened yet',
  came_back: 'Came back most',
  not_downloaded: 'Opened, not saved',
  ending: 'Ending soon or nearly used up',
};
const acts: Record<ReportList, (count: number) => string> = {
  not_opened: (count) => `Remind the ${figure(count)} chosen`,
  came_back: (count) => `Thank the ${figure(count)} chosen`,
  not_downloaded: (count) => `Remind the ${figure(count)} chosen to save`,
  ending: (count) => `Tell the ${figure(count)} chosen`,
};
const none: Record<ReportList, string> = {
  not_opened: 'Choose whom to remind',
  came_back: 'Choose whom to thank',
  not_downloaded: 'Choose whom to remind',
  ending: 'Choose whom to tell',
};
const done: Record<ReportList, string> = {
  not_opened: 'Reminded by',
  came_back: 'Thanked by',
  not_downloaded: 'Reminded by',
  ending: 'Told by',
};

export const reportPeople = {
  title: 'Whom to write to next',
  headings,
  acts,
  none,
  count: (count) => figure(count),
  tick: (name) => `Choose “${name}”`,
  all: (count) => `All ${figure(count)}`,
  toPeople: 'See under People',
  told: (list, by, when) => `${done[list]} ${by}, ${when}`,
  sent: (by, when) => `${by} sent it ${when}`,
  unsent: 'Nothing noted as sent',
  opened: (count) => `Opened ${figure(count)} ${count === 1 ? 'time' : 'times'}`,
  mostly: (what) => `mostly “${what}”`,
  lastAt: (when) => `last ${when}`,
  left: (count) => `${figure(count)} ${count === 1 ? 'open' : 'opens'} left`,
  nobody: 'Nobody to write to now: all have opened, those who may save have saved, and nothing ends soon.',
} satisfies typeof shape;
