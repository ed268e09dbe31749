import type { CellObject } from 'write-excel-file/node';
import { wallIn } from '#words/wall.ts';
import { sheetText } from './text.ts';

const dayMs = 86_400_000;

export type SheetCell = CellObject | null;

/** A text, which stays one whatever it begins with and however often it is edited. Nothing is an empty cell. */
export function text(value: string | null): SheetCell {
  return value === null || value === '' ? null : { value: sheetText(value), type: String, format: '@' };
}

/** A text over several lines. */
export function lines(value: string): SheetCell {
  const cell = text(value);
  return cell && { ...cell, wrap: true, alignVertical: 'top' };
}

/** A whole number; null, which is not known, is an empty cell and not nought. */
export function count(value: number | null): SheetCell {
  return number(value, '#,##0');
}

/** A number with one place behind the point. */
export function tenths(value: number | null): SheetCell {
  return number(value, '#,##0.0');
}

/** How many of how many, as percent; empty of none. */
export function share(part: number, of: number): SheetCell {
  return of === 0 ? null : number(part / of, '0.0%');
}

/** Seconds as a duration: minutes and seconds. */
export function duration(seconds: number | null): SheetCell {
  return number(seconds === null ? null : (seconds * 1000) / dayMs, '[m]:ss');
}

/** A day, `2026-11-21`, as a date. */
export function day(value: string | null): SheetCell {
  return value === null ? null : { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
}

/** An instant, ISO, as the box's clocks showed it: workbooks know no zones. */
export function moment(value: string | null, zone: string): SheetCell {
  if (value === null) return null;
  const { year, month, day, hour, minute, second } = wallIn(Date.parse(value), zone);
  const shown = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return { value: shown, type: Date, format: 'yyyy-mm-dd hh:mm' };
}

function number(value: number | null, format: string): SheetCell {
  return value === null ? null : { value, type: Number, format };
}
