import { expect, test } from 'vitest';
import { type NextStepInput, NextStepInput as Schema, StepTarget } from '#contract/next-step.ts';
import { listAudit } from '../box/audit.ts';
import { changeSettings } from '../box/settings.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { readLink } from './link.ts';
import { putStep, readStep, removeStep, setStepPicture, stepOf } from './next-step.ts';
import { countTap } from './next-steps/table.ts';

// 14:36 on 1 March 2027 in Shanghai.
const start = Date.UTC(2027, 2, 1, 6, 36);
const minute = 60_000;
const said = (text: string, more: Partial<NextStepInput> = {}): NextStepInput => ({ text, ...more });
const picture = { jpeg: Buffer.from('a picture'), width: 400, height: 600 };

async function venue() {
  const time = testTime(start);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const { id, projectId } = await newLink(kit);
  const link = { of: 'link', id } as const;
  const project = { of: 'project', id: projectId } as const;
  const stored = () => readLink(kit.db.read, id);
  const shown = async () => stepOf(await stored(), kit.clock.now())?.text;
  return { kit, time, id, projectId, link, project, stored, shown };
}

test.each([
  ['https://example.com/加群?a=1#b', 'https://example.com/%E5%8A%A0%E7%BE%A4?a=1#b'],
  ['HTTP://example.com', 'http://example.com/'],
  ['+86 138-0013 8000', 'tel:+8613800138000'],
  ['４００ ８００ １２３４', 'tel:4008001234'],
  ['tel:010-12345678,801', 'tel:01012345678,801'],
])('%s is where a button may lead', (typed, target) => {
  expect(StepTarget.parse(typed)).toBe(target);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>',
  'weixin://dl/chat',
  'sms:10086',
  'ftp://example.com',
  'example.com',
  'https://',
  'https://owner:secret@example.com/',
  'https://good.example@bad.example/',
  'call us',
  '12',
  '+',
  '',
])('%s is nowhere for a button to lead', (typed) => {
  const read = Schema.safeParse({ text: 'x', button: { label: 'Go', target: typed } });
  expect(read.error?.issues[0]?.path).toEqual(['button', 'target']);
});

test('each field that is refused is named', () => {
  const fields = (input: object) => Schema.safeParse(input).error?.issues.map(({ path }) => path.join('.'));
  expect(fields({ text: ' ' })).toEqual(['text']);
  expect(fields({ text: 'x'.repeat(201) })).toEqual(['text']);
  expect(fields({ text: 'a\nb' })).toEqual(['text']);
  expect(fields({ text: 'x', button: { label: '', target: 'https://a.example' } })).toEqual(['button.label']);
  expect(fields({ text: 'x', endsOn: '2027-02-30' })).toEqual(['endsOn']);
  expect(fields({ text: 'x', pictureAlt: 'x'.repeat(121) })).toEqual(['pictureAlt']);
});

test('the link’s own goes before its project’s, until its last day is over; then the project’s is shown', async () => {
  const { kit, time, link, project, shown } = await venue();
  expect(await shown()).toBeUndefined();
  await putStep(kit, actor, project, said('来官网'));
  expect(await shown()).toBe('来官网');
  await putStep(kit, actor, link, said('进群', { endsOn: '2027-03-02' }));
  expect(await shown()).toBe('进群');
  // 24:00 of 2 March in Shanghai.
  time.advance(Date.UTC(2027, 2, 2, 16) - start - minute);
  expect(await shown()).toBe('进群');
  time.advance(minute);
  expect(await shown()).toBe('来官网');
  await removeStep(kit, actor, project);
  expect(await shown()).toBeUndefined();
  expect((await readStep(kit, link))?.endsAt).toBe('2027-03-02T16:00:00.000Z');
});

test('a last day is one of the box’s own zone, and none that is over', async () => {
  const { kit, link } = await venue();
  const put = (endsOn: string) => putStep(kit, actor, link, said('进群', { endsOn }));
  const refused = { code: 'invalid_input', facts: { errors: [{ field: 'endsOn' }] } };
  await expect(put('2027-02-28')).rejects.toMatchObject(refused);
  await expect(put('2099-01-01')).rejects.toMatchObject(refused);
  expect((await put('2027-03-01')).endsAt).toBe('2027-03-01T16:00:00.000Z');
  await changeSettings(kit, 'box', { timeZone: 'Pacific/Kiritimati' });
  expect((await put('2027-03-02')).endsAt).toBe('2027-03-02T10:00:00.000Z');
  await changeSettings(kit, 'box', { timeZone: 'Pacific/Midway' });
  expect((await put('2027-03-02')).endsAt).toBe('2027-03-03T11:00:00.000Z');
});

test('a picture stays when the words change, and goes with the step', async () => {
  const { kit, link, stored } = await venue();
  await expect(setStepPicture(kit, actor, link, picture)).rejects.toMatchObject({ code: 'not_found' });
  await putStep(kit, actor, link, said('进群', { pictureAlt: '群二维码' }));
  await setStepPicture(kit, actor, link, picture);
  await putStep(kit, actor, link, said('进群吧', { pictureAlt: '群二维码' }));
  expect((await stored()).nextSteps).toEqual([
    expect.objectContaining({
      text: '进群吧',
      picture: expect.objectContaining({ width: 400, height: 600, alt: '群二维码' }),
    }),
  ]);
  await setStepPicture(kit, actor, link, null);
  expect((await readStep(kit, link))?.picture).toBe(null);
  await setStepPicture(kit, actor, link, picture);
  await removeStep(kit, actor, link);
  expect(await kit.db.read.selectFrom('next_step_pictures').selectAll().execute()).toEqual([]);
  await removeStep(kit, actor, link);
  const acts = (await listAudit(kit)).items.filter(({ action }) => action === 'link.step');
  expect(acts).toHaveLength(6);
  expect(acts[0]).toMatchObject({ subject: link.id, detail: { removed: true, gallery: '主会场' } });
});

test('taps are told of the step, of the link and of its project, and stay when the step goes', async () => {
  const { kit, id, projectId, link, project, stored } = await venue();
  await putStep(kit, actor, project, said('来官网'));
  await putStep(kit, actor, link, said('进群'));
  const tap = (ownerId: string) =>
    kit.db.write((writer) => countTap(writer, { linkId: id, ownerId, projectId }, kit.clock.now()));
  for (const owner of [id, id, projectId]) await tap(owner);
  expect([(await readStep(kit, link))?.taps, (await readStep(kit, project))?.taps]).toEqual([2, 1]);
  await removeStep(kit, actor, link);
  expect((await stored()).nextTaps).toBe(3);
});

test('what changes is told as a change of the link, or of the project', async () => {
  const { kit, id, projectId, link, project } = await venue();
  const told: unknown[] = [];
  kit.changes.on('link.changed', (facts) => told.push(facts));
  kit.changes.on('project.changed', (facts) => told.push(facts));
  await putStep(kit, actor, link, said('进群'));
  await putStep(kit, actor, project, said('来官网'));
  expect(told).toEqual([{ linkId: id, projectId }, { projectId }]);
});
