import { expect, test } from 'vitest';
import type { MessageText, Purpose } from '#contract/messages.ts';
import { firstText, mailAddress, sentItems, smsAddress } from './ways.ts';

test('a text message has its words whole, for whoever is chosen where there is no number', () => {
  expect(smsAddress('+8613800001111', '您好 & 再见\n?')).toBe(
    'sms:+8613800001111?&body=%E6%82%A8%E5%A5%BD%20%26%20%E5%86%8D%E8%A7%81%0A%3F',
  );
  expect(smsAddress(null, 'x')).toBe('sms:?&body=x');
});

test('a mail takes nothing along but its subject and its words, and is no address where it is too long for one', () => {
  const address = mailAddress('a+b@c.cn', { subject: 'x&bcc=d@e.cn', body: '一\n二&cc=f@g.cn' });
  expect(address).toBe('mailto:a%2Bb@c.cn?subject=x%26bcc%3Dd%40e.cn&body=%E4%B8%80%0D%0A%E4%BA%8C%26cc%3Df%40g.cn');
  expect(mailAddress('a@b.cn', { subject: '', body: '字'.repeat(200) })).toBeUndefined();
  expect(mailAddress(null, { subject: '', body: 'a'.repeat(1000) })).toMatch(/^mailto:\?/);
});

test('the text for a purpose comes first, one that was changed before the others', () => {
  const text = (id: string, purpose: Purpose, changed = false) => ({ id, purpose, changed }) as MessageText;
  const texts = [text('a', 'viewing'), text('b', 'thanks'), text('c', 'thanks', true)];
  expect(firstText(texts, 'thanks')?.id).toBe('c');
  expect(firstText(texts, 'viewing')?.id).toBe('a');
  expect(firstText(texts, 'launch')?.id).toBe('a');
  expect(firstText([], 'launch')).toBeUndefined();
});

test('of one message for several links the words are kept once, and not where they are too many', () => {
  expect(sentItems({ linkIds: ['1', '2'] }, '您好')).toEqual([{ linkId: '1', body: '您好' }, { linkId: '2' }]);
  expect(sentItems({ linkIds: ['1'] }, 'x'.repeat(8001))).toEqual([{ linkId: '1' }]);
});
