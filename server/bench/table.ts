import type { Line } from './measure.ts';

/** What ran, where, and what came out. */
export interface Run {
  /** `2026-11-21` */
  readonly when: string;
  readonly machine: string;
  /** Load of the machine before and after. */
  readonly load: string;
  readonly quick: boolean;
  readonly lines: readonly Line[];
}

const begins = '<!-- bench:begin -->';
const ends = '<!-- bench:end -->';
const head = ['| bench | what | measured | beside it | ratio | limit | |', '|---|---|---|---|---|---|---|'];

/** The run as a table in Markdown, under a line that says where it ran. */
export function tableOf(run: Run): string {
  return [caption(run), '', ...head, ...run.lines.map(row)].join('\n');
}

/** The document with this run's rows in its table; rows of benches that did not run stay. Throws where it has no place for a table. */
export function withTable(document: string, run: Run, ran: readonly string[]): string {
  const [from, to] = [document.indexOf(begins), document.indexOf(ends)];
  if (from < 0 || to < from) throw new Error(`the document has no ${begins} before a ${ends}`);
  const rows = new Map<string, string[]>();
  const add = (bench: string, text: string) => rows.set(bench, [...(rows.get(bench) ?? []), text]);
  for (const line of document.slice(from, to).split('\n')) {
    const [, bench = ''] = /^\| ([a-z-]+) \|/.exec(line) ?? [];
    if (bench !== '' && bench !== 'bench' && !ran.includes(bench)) add(bench, line);
  }
  for (const line of run.lines) if (ran.includes(line.bench)) add(line.bench, row(line));
  const table = [caption(run), '', ...head, ...[...rows.values()].flat()].join('\n');
  return `${document.slice(0, from)}${begins}\n${table}\n${document.slice(to)}`;
}

function caption({ when, machine, load, quick }: Run): string {
  const rounds = quick ? ' A few rounds only: these figures say little.' : '';
  return `Last run ${when} on ${machine}; load of the machine ${load}.${rounds}`;
}

function row({ bench, what, value, unit, bare, bareIs, ratio, limit, atLeast, ok, note, skipped }: Line): string {
  const cells = [
    bench,
    note === undefined || note === 'no limit of its own' ? what : `${what} (${note})`,
    skipped === undefined ? `${value} ${unit}`.trim() : `skipped: ${skipped}`,
    bare === undefined ? '' : `${bare} ${unit} (${bareIs})`,
    ratio === undefined ? '' : `${ratio}`,
    limit === undefined ? '' : `${atLeast ? '≥' : '≤'} ${limit}`,
    ok === undefined ? '' : ok ? 'kept' : '**missed**',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`;
}
