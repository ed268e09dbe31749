import { afterEach, expect, test } from 'vitest';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, phoneAt } from '../testing/guests.ts';

let box: TestBox;
afterEach(() => box?.stop());

test('the log names routes, and nobody: no address, no agent but a robot’s, no token, cookie, name or note', async () => {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const token = gallery.link.url?.split('/').at(-1) as string;
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { maxOpens: 1, feedback: true } });
  const agent = 'Mozilla/5.0 (iPhone; a phone of its own)';
  const phone = phoneAt(box.guestUrl, { agent });
  await phone.opened(token);
  const late = phoneAt(box.guestUrl, { agent });
  await late.open(token);
  await late.ask(`/g/${token}/ask`, jsonPost({ name: '王小芳', note: '我在 3 号桌' }));
  await phoneAt(box.guestUrl, { agent: 'WhatsApp/2.23' }).ask(`/g/${token}`);
  await box.owner.call('POST', `/api/projects/${projectId}/recipients`, { name: '李强', contact: '13800138000' });

  const told = box.logged.join('');
  expect(told).toContain('"msg":"robot"');
  const kept = [phone.cookie('visitor'), phone.cookie('visit'), late.cookie('visitor')].filter(Boolean);
  expect(kept).toHaveLength(3);
  for (const secret of [
    token,
    token.toUpperCase(),
    agent,
    '王小芳',
    '号桌',
    '李强',
    '13800138000',
    ...(kept as string[]),
  ])
    expect(told).not.toContain(secret);
  const own = new Set([
    'level',
    'time',
    'pid',
    'hostname',
    'msg',
    'door',
    'method',
    'route',
    'status',
    'ms',
    'aborted',
  ]);
  const requests = box.logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'request');
  expect(requests.length).toBeGreaterThan(5);
  for (const request of requests) expect(Object.keys(request).filter((key) => !own.has(key))).toEqual([]);
});
