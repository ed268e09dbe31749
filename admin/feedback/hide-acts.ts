import type { HideRequest } from '#contract/hide.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { notify } from '../parts/notice.ts';
import { answerHide } from './calls.ts';

/**
 * Hides what a guest asked to be hidden, or leaves it, and says so; it can be taken back. `again`: asks for what is shown.
 * Throws Refused.
 */
export async function answerOf(
  request: Pick<HideRequest, 'id' | 'state'>,
  hide: boolean,
  words: Words,
  again: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { hide: own } = words.feedback;
  const was = request.state === 'hidden';
  await answerHide(request.id, hide);
  const text = hide ? (was ? own.stays : own.hidden) : was ? own.shown : own.kept;
  const undo = async () => {
    await answerHide(request.id, !hide);
    await again();
  };
  // Of what only stays as it is there is nothing to take back.
  notify({ text, ...(!(hide && was) && { undo }) });
}

/** Who asked, in which gallery and when, and what they say. */
export function tellOf(request: HideRequest, words: Words, zone: string): string[] {
  const { feedback, admin } = words;
  const when = admin.at(momentOf(Date.parse(request.askedAt), Date.now(), zone));
  const who = request.name === '' ? feedback.nobody : request.name;
  return [
    [who, feedback.hide.asked(when)].join(admin.comma),
    feedback.hide.where(request.galleryTitle, request.linkName),
    ...(request.note === '' ? [] : [feedback.hide.said(request.note)]),
  ];
}

/** Requests photo by photo, in their order: one answer is for all who ask for it. */
export function byPhoto(requests: readonly HideRequest[]): { photoId: string; requests: readonly HideRequest[] }[] {
  return [...Map.groupBy(requests, ({ photoId }) => photoId)].map(([photoId, those]) => ({
    photoId,
    requests: those,
  }));
}
