import { expect, test } from 'vitest';
import { changeSettings } from '../box/settings.ts';
import { sightOf } from '../links/mine.ts';
import { putStep } from '../links/next-step.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { stepNeeds } from './step-ending.ts';

// 14:36 on 1 March 2027 in Shanghai.
const start = Date.UTC(2027, 2, 1, 6, 36);
const minute = 60_000;
const day = 86_400_000;

test('staff are told three days before a step ends, and a day after', async () => {
  const time = testTime(start);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const { id, projectId } = await newLink(kit);
  await putStep(kit, actor, { of: 'link', id }, { text: '进群', endsOn: '2027-03-05' });
  await putStep(kit, actor, { of: 'project', id: projectId }, { text: '来官网' });
  const ends = Date.UTC(2027, 2, 5, 16);
  const needs = () => stepNeeds(kit, sightOf(actor));
  time.advance(ends - 3 * day - start - minute);
  expect(await needs()).toEqual([]);
  time.advance(minute);
  const need = {
    kind: 'step_ending',
    linkId: id,
    projectId,
    name: '主会场',
    text: '进群',
    endsAt: '2027-03-05T16:00:00.000Z',
  };
  expect(await needs()).toEqual([expect.objectContaining(need)]);
  expect(await stepNeeds(kit, { projectIds: [], maker: null })).toEqual([]);
  time.advance(4 * day - minute);
  expect(await needs()).toHaveLength(1);
  time.advance(minute);
  expect(await needs()).toEqual([]);
});
