import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** One figure of a bench, beside its bare counterpart from the same run where it has one. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The counterpart, in the same unit; the limit is then of the ratio, else of the value. */
  readonly bare?: number;
  readonly bareIs?: string;
  readonly limit?: number;
  /** The limit is the least, not the most. */
  readonly atLeast?: boolean;
  readonly note?: string;
}

/** A figure as it is printed and stands in the table. */
export interface Line extends Partial<Figure> {
  readonly bench: string;
  readonly what: string;
  readonly ratio?: number;
  readonly ok?: boolean;
  /** Why there is no figure. */
  readonly skipped?: string;
}

/** Whether only a few rounds are wanted, to see that a bench works: its figures say little. */
export const quick = process.env.MAIIMG_BENCH_QUICK === '1';

const bench = basename(process.argv[1] ?? '', '.ts');

/** `many` rounds, or `few` where only a quick look is wanted; a number given to the bench itself goes before both. */
export function rounds(many: number, few: number): number {
  return Number(process.argv[2] ?? 0) || (quick ? few : many);
}

/** Prints a figure as one line of JSON, with its ratio and whether it keeps its limit. */
export function figure(given: Figure): void {
  const { value, bare, limit, atLeast = false } = given;
  const ratio = bare === undefined ? undefined : value / bare;
  const held = ratio ?? value;
  const line: Line = {
    bench,
    ...given,
    value: round(value),
    ...(bare !== undefined && ratio !== undefined && { bare: round(bare), ratio: round(ratio) }),
    ...(limit !== undefined && { ok: atLeast ? held >= limit : held <= limit }),
  };
  print(line);
}

/** Prints why something was not measured. */
export function skipped(what: string, why: string): void {
  print({ bench, what, skipped: why });
}

function print(line: Line): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function round(value: number): number {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits));
}

/** The value that this share of the others does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** CPU seconds that a process has used, all its threads together. Linux only, in hundredths. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process in MB, and the most that it ever was. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kB = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kB('VmRSS') / 1024, peak: kB('VmHWM') / 1024 };
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
