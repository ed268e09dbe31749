import { count, day, share, text } from './cells.ts';
import { inkOn, tint } from './colours.ts';
import { type Column, type Plan, table } from './sheet.ts';
import type { Telling } from './told.ts';

/** A row a day. */
export function days(name: string, { report, say, colour }: Telling): Plan {
  return table(name, colour, report.days, [
    { head: say.columns.day, cell: (row) => day(row.day), width: 13 },
    { head: say.columns.weekday, cell: (row) => text(say.weekdays[weekday(row.day)] ?? '') },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.visitors, cell: ({ visitors }) => count(visitors) },
    { head: say.columns.views, cell: ({ views }) => count(views) },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
    { head: say.columns.refused, cell: ({ refused }) => count(refused) },
  ]);
}

/** Monday is 0. */
function weekday(iso: string): number {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** A row an hour; beside it the same hour on each day of the week, the darker the more. */
export function hours(name: string, { report, say, colour }: Telling): Plan {
  const most = Math.max(1, ...report.week.flat());
  const all = report.hours.reduce((sum, opens) => sum + opens, 0);
  const heat = say.weekdays.map(
    (weekday, at): Column<number> => ({
      head: weekday,
      width: 8,
      cell: (_, hour) => {
        const opens = report.week[at]?.[hour] ?? 0;
        const backgroundColor = tint(colour, (0.9 * opens) / most);
        const cell = count(opens);
        return opens === 0 ? cell : cell && { ...cell, backgroundColor, textColor: inkOn(backgroundColor) };
      },
    }),
  );
  const plan = table(name, colour, report.hours, [
    { head: say.columns.hour, cell: (_, hour) => text(say.hour(hour)) },
    { head: say.columns.opens, cell: (opens) => count(opens), bars: true },
    { head: say.columns.share, cell: (opens) => share(opens, all) },
    { head: '', cell: () => null, width: 4 },
    ...heat,
  ]);
  // Hours stay in their order: sorted, the week beside them would be no picture any more.
  return { ...plan, filterTo: null };
}
