import { expect, test } from 'vitest';
import { verdictOf } from './send-file.ts';

const verdict = (status: number, said?: unknown, retryAfter?: number) => verdictOf({ status, said, retryAfter });

test('each answer of the box means one thing for the file', () => {
  const uploadedAt = '2026-11-21T08:00:00.000Z';
  expect(verdict(201, { accepted: [{ id: 'p', uploadedAt }], rejected: [] })).toEqual({
    kind: 'arrived',
    photoId: 'p',
    duplicate: false,
    uploadedAt: Date.parse(uploadedAt),
  });
  expect(verdict(201, { accepted: [{ id: 'p', duplicate: true }], rejected: [] })).toMatchObject({ duplicate: true });
  const rejected = [{ name: 'a.jpg', code: 'not_a_photo', detail: '', format: 'pdf' }];
  expect(verdict(422, { code: 'no_photo_accepted', accepted: [], rejected })).toEqual({
    kind: 'refused',
    code: 'not_a_photo',
    format: 'pdf',
  });
  expect(verdict(507, { code: 'disk_full' })).toEqual({ kind: 'full' });
  expect(verdict(401, { code: 'not_signed_in' })).toEqual({ kind: 'stranger' });
  expect(verdict(409, { code: 'project_archived' })).toEqual({ kind: 'refused', code: 'project_archived' });
});

test('what will pass is tried again, when the box says where it says', () => {
  expect(verdict(0)).toEqual({ kind: 'lost' });
  expect(verdict(503, { code: 'busy' }, 5)).toEqual({ kind: 'later', seconds: 5, fault: false });
  expect(verdict(503, { code: 'stopping' })).toMatchObject({ kind: 'later', fault: false });
  expect(verdict(429, { code: 'too_many_attempts' }, 30)).toMatchObject({ kind: 'later', seconds: 30 });
  expect(verdict(500, { code: 'fault' })).toMatchObject({ kind: 'later', fault: true });
  // From something in between that is not the box.
  expect(verdict(502, undefined)).toMatchObject({ kind: 'later' });
  expect(verdict(400, { code: 'upload_incomplete' })).toMatchObject({ kind: 'later', fault: true });
});
