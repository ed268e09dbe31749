import { describe, expect, test } from 'vitest';
import { accentsOf, contrast } from './accent.ts';

const brands = [
  '#B7791F',
  '#000000',
  '#ffffff',
  '#ffe600',
  '#0057b8',
  '#e60012',
  '#00ff00',
  '#7f7f7f',
  '#f8c8dc',
  '#301934',
];

describe.each(brands)('a brand colour of %s', (brand) => {
  const { light, dark } = accentsOf(brand);
  test('reads as text on paper and on tint, by day and by night', () => {
    expect(contrast(light.accent, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(light.accent, light.tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.accent, '#141312')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.accent, dark.tint)).toBeGreaterThanOrEqual(4.5);
  });
  test('has words on its buttons that can be read', () => {
    expect(contrast(light.accent, light.onAccent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.accent, dark.onAccent)).toBeGreaterThanOrEqual(4.5);
  });
});

test('a colour that reads already stays as it is', () => {
  expect(accentsOf('#0057b8').light.accent).toBe('#0057b8');
});

test('a colour keeps its hue: wheat stays wheat', () => {
  const channels = (hex: string) =>
    [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
  for (const { accent } of Object.values(accentsOf('#B7791F'))) {
    const [red, green, blue] = channels(accent);
    expect(red).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(blue);
  }
});

test('what is no colour is taken for wheat', () => {
  expect(accentsOf('red;}body{display:none')).toEqual(accentsOf('#B7791F'));
});
