import { expect, test } from 'vitest';
import type { NextStep } from '#contract/next-step.ts';
import { refusedIn, type StepForm, stepFormOf, stepInputOf, stepMistakesIn } from './next-step-value.ts';

const today = '2026-11-21';
const form: StepForm = { text: ' 进群 ', label: '加入', target: 'example.com/join', pictureAlt: '', endsOn: '' };

test('what was typed becomes what the box is told', () => {
  expect(stepInputOf(form)).toEqual({
    text: '进群',
    button: { label: '加入', target: 'https://example.com/join' },
    pictureAlt: '',
    endsOn: null,
  });
  expect(stepInputOf({ ...form, target: '400-800-1234', endsOn: '2026-12-31' })).toMatchObject({
    button: { target: 'tel:4008001234' },
    endsOn: '2026-12-31',
  });
  expect(stepInputOf({ ...form, label: '', target: '' }).button).toBe(null);
});

test.each([
  ['400.800.1234', 'tel:4008001234'],
  ['shop.example', 'https://shop.example/'],
  ['http://shop.example', 'http://shop.example/'],
  ['例子.中国/加入', 'https://xn--fsqu00a.xn--fiqs8s/%E5%8A%A0%E5%85%A5'],
])('%s is meant as %s', (target, meant) => {
  expect(stepInputOf({ ...form, target }).button?.target).toBe(meant);
});

test('what cannot be right is named: an empty line, half a button, a strange address, a day that is over', () => {
  expect(stepMistakesIn(form, today)).toEqual({});
  expect(stepMistakesIn({ ...form, text: ' ' }, today)).toEqual({ text: true });
  expect(stepMistakesIn({ ...form, label: '' }, today)).toEqual({ label: true });
  expect(stepMistakesIn({ ...form, target: '' }, today)).toEqual({ target: true });
  expect(stepMistakesIn({ ...form, target: 'javascript:alert(1)' }, today)).toEqual({ target: true });
  expect(stepMistakesIn({ ...form, target: 'weixin://dl' }, today)).toEqual({ target: true });
  expect(stepMistakesIn({ ...form, endsOn: '2026-11-20' }, today)).toEqual({ endsOn: true });
  expect(stepMistakesIn({ ...form, endsOn: today }, today)).toEqual({});
  expect(refusedIn(['button.target', 'endsOn', 'strange'])).toEqual({ target: true, endsOn: true });
});

test('a step that is kept fills the form, a number without its scheme', () => {
  const step: NextStep = {
    ...{ text: '来', button: { label: '打电话', target: 'tel:+8613800138000' }, picture: null, pictureAlt: '码' },
    ...{ endsOn: '2026-12-31', endsAt: '2026-12-31T16:00:00.000Z', taps: 3, updatedAt: '2026-11-21T06:00:00.000Z' },
  };
  const kept = stepFormOf(step);
  expect(kept).toEqual({
    text: '来',
    label: '打电话',
    target: '+8613800138000',
    pictureAlt: '码',
    endsOn: '2026-12-31',
  });
  expect(stepInputOf(kept).button).toEqual(step.button);
});
