import { expect, test } from 'vitest';
import { kiosk as en } from '#words/en/kiosk.ts';
import { lastMoment } from '#words/moments.ts';
import { kiosk as zhCN } from '#words/zh-CN/kiosk.ts';
import { codeSide } from './code-picture.ts';
import { sizeFor } from './size.ts';

test('a code has 16 device pixels a module on a screen of 1080 lines, 32 on one of 2160, and always whole ones', () => {
  expect(codeSide(29, 592, 1)).toBe(37 * 16);
  expect(codeSide(29, 1184, 1)).toBe(37 * 32);
  expect(codeSide(29, 592, 2)).toBe(37 * 16);
  for (const room of [421.3, 500.9, 591.9]) expect((codeSide(33, room, 1) / 41) % 1).toBe(0);
});

test('a code of a few pixels takes all its room', () => {
  expect(codeSide(29, 99.2, 1)).toBe(99.2);
});

test('a photo is asked for in the size that its place can show', () => {
  const [wide, upright] = [
    { width: 6000, height: 3376 },
    { width: 4000, height: 6000 },
  ];
  expect(sizeFor(wide, true, 1920, 1080)).toBe('screen');
  expect(sizeFor(wide, false, 1920, 1080)).toBe('kiosk');
  expect(sizeFor(upright, false, 1920, 1080)).toBe('screen');
  expect(sizeFor({ width: 8000, height: 2000 }, false, 1920, 1080)).toBe('kiosk');
  expect(sizeFor(wide, true, 3840, 2160)).toBe('kiosk');
  expect(sizeFor(upright, true, 1080, 1920)).toBe('screen');
  expect(sizeFor(wide, true, 322, 181)).toBe('thumb');
});

test('the card says until when its code opens, and nothing that is over', () => {
  const now = Date.parse('2026-11-21T06:30:00Z');
  const until = (at: string) => lastMoment(Date.parse(at), now, 'Asia/Shanghai');
  expect(zhCN.until(until('2026-12-21T16:00:00Z'))).toBe('画廊 30 天后到期');
  expect(zhCN.until(until('2026-11-22T16:00:00Z'))).toBe('画廊明天到期');
  expect(zhCN.until(until('2026-11-21T16:00:00Z'))).toBe('今天 24:00 到期');
  expect(en.until(until('2026-11-21T10:00:00Z'))).toBe('Closes today at 18:00');
});

test('a unit says how long its photos can be seen, and is called by its name alone', () => {
  const now = Date.parse('2026-11-21T06:30:00Z');
  const last = (at: string) => lastMoment(Date.parse(at), now, 'Asia/Shanghai');
  expect(zhCN.takeUnit('B2 户型')).toBe('扫码带走 B2');
  expect(zhCN.takeUnit('户型')).toBe('扫码带走 户型');
  expect(zhCN.photosFor(18, last('2026-11-28T06:30:00Z'))).toBe('18 张照片，7 天内可看');
  expect(zhCN.photosFor(18, last('2026-11-21T16:00:00Z'))).toBe('18 张照片，今天 24:00 前可看');
  expect(zhCN.photosFor(18, undefined)).toBe('18 张照片');
  expect(en.photosFor(1, last('2026-11-22T06:30:00Z'))).toBe('1 photo, open for 1 day');
  expect(zhCN.date(last('2026-12-21T16:00:00Z'))).toBe('12 月 21 日');
  expect(en.date(last('2027-01-05T06:00:00Z'))).toBe('5 Jan 2027');
});
