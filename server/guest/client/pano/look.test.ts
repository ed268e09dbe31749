import { expect, test } from 'vitest';
import { bandOf, halves } from '#sphere/sphere.ts';
import { type Look, startLook } from './look.ts';
import { heldLike } from './tilt.ts';

const degrees = (angle: number) => Math.round((angle * 180) / Math.PI) || 0;
const phone = { width: 390, height: 844 };
const open = (calm = false, size = phone) => {
  const look = startLook(() => size, calm);
  look.begin(Math.PI);
  return look;
};
/** Lets it go on until it stands still. */
const settle = (look: Look) => {
  for (let frames = 0; look.step(16); frames += 1) if (frames > 1000) throw new Error('never stands still');
};
const seen = ({ view }: Look) => ({ yaw: degrees(view.yaw), pitch: degrees(view.pitch) });

test('what is under a finger stays under it, near the middle', () => {
  const look = open();
  const [across] = halves(look.view.fov, phone.width, phone.height);
  const pixel = (across * 2) / phone.width;
  look.drag(-20, 0);
  expect(look.view.yaw).toBeCloseTo(20 * pixel, 2);
  look.drag(20, 10);
  expect(look.view.yaw).toBeCloseTo(0, 6);
  expect(look.view.pitch).toBeCloseTo(10 * pixel, 2);
});

test('nobody turns past the zenith, and all around ends nowhere', () => {
  const look = open();
  for (let turns = 0; turns < 30; turns += 1) look.turn(Math.PI / 6, Math.PI / 6);
  settle(look);
  expect(seen(look)).toEqual({ yaw: 900, pitch: 90 });
});

test('a flung view goes on and comes to rest, and not for those who want no motion', () => {
  const [flung, calm] = [open(), open(true)];
  for (const look of [flung, calm]) {
    look.fling(-1, 0);
    expect(look.view.yaw).toBe(0);
    settle(look);
  }
  expect(flung.view.yaw).toBeGreaterThan(0.3);
  expect(calm.view.yaw).toBe(0);
  calm.turn(1, 0);
  calm.step(1);
  expect(calm.view.yaw).toBe(1);
});

test('two fingers keep what they hold; there is an end to near and far', () => {
  const look = open();
  const [before] = halves(look.view.fov, phone.width, phone.height);
  look.zoom(0.7, true);
  expect(halves(look.view.fov, phone.width, phone.height)[0]).toBeCloseTo(before * 0.7, 6);
  look.zoom(0.0001, true);
  expect(degrees(look.view.fov)).toBe(28);
  look.zoom(10_000, true);
  expect(degrees(look.view.fov)).toBe(112);
});

test('two taps go near to what they meant, two more go back', () => {
  const look = open();
  const { fov } = look.view;
  look.near(100, -100);
  settle(look);
  expect(look.view.yaw).toBeGreaterThan(0.15);
  expect(look.view.pitch).toBeGreaterThan(0.15);
  expect(look.view.fov).toBeCloseTo(fov / 2, 3);
  look.near(0, 0);
  settle(look);
  expect(look.view.fov).toBeCloseTo(fov, 3);
});

test.each([
  ['a whole sphere', 6144, 3072, 180],
  ['a band around', 6144, 1536, 90],
  ['what is taller than a sphere', 1000, 900, 180],
])('%s goes as far up and down as its shape says', (_name, width, height, band) => {
  expect(degrees(bandOf(width, height))).toBe(band);
});

test('of a band, nothing above and below it is ever seen', () => {
  for (const size of [phone, { width: 844, height: 390 }]) {
    const look = startLook(() => size, true);
    const band = Math.PI / 3;
    look.begin(band);
    look.zoom(100);
    look.turn(0, 3);
    settle(look);
    const [, up] = halves(look.view.fov, size.width, size.height);
    expect(look.view.pitch + Math.atan(up)).toBeLessThan(band / 2 + 0.001);
  }
});

test.each([
  ['upright, towards the north', [0, 90, 0, 0], { yaw: 0, pitch: 0, roll: 0 }],
  ['upright, towards the east', [270, 90, 0, 0], { yaw: 90, pitch: 0, roll: 0 }],
  ['upright, towards the west', [90, 90, 0, 0], { yaw: -90, pitch: 0, roll: 0 }],
  ['leant back, towards the ceiling', [0, 120, 0, 0], { yaw: 0, pitch: 30, roll: 0 }],
  ['leant forward, towards the floor', [0, 50, 0, 0], { yaw: 0, pitch: -40, roll: 0 }],
  // On its left side, as with the page turned for landscape: still upright, still northwards.
  ['lying on its left side', [90, 0, -90, 90], { yaw: 0, pitch: 0, roll: 0 }],
] as const)('a phone held %s looks there', (_name, [alpha, beta, gamma, slant], expected) => {
  const { yaw, pitch, roll } = heldLike(alpha, beta, gamma, slant);
  expect({ yaw: degrees(yaw), pitch: degrees(pitch), roll: degrees(roll) }).toEqual(expected);
});

test('turning the phone goes on from where one looked, and a finger may turn beside it', () => {
  const look = open();
  look.turn(1, 0);
  settle(look);
  look.follow(3, 0.2, 0);
  settle(look);
  expect(look.view.yaw).toBeCloseTo(1, 2);
  look.follow(3.5, 0.2, 0);
  settle(look);
  expect(look.view.yaw).toBeCloseTo(1.5, 2);
  look.drag(-100, 0);
  const { yaw } = look.view;
  look.follow(3.5, 0.2, 0);
  settle(look);
  expect(look.view.yaw).toBeCloseTo(yaw, 2);
  expect(look.view.pitch).toBeCloseTo(0.2, 2);
  look.follow(3.5, 0.2, 0.4);
  settle(look);
  look.straighten();
  settle(look);
  expect(look.view.roll).toBeCloseTo(0, 3);
});
