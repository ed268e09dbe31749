import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Locale } from '#contract/common.ts';
import type { Problem, RefusalCode } from '#contract/problems.ts';
import { words } from '#words/index.ts';
import { refusedWords } from '#words/refused.ts';
import { Refusal } from '../refusal.ts';
import { sqliteCode } from '../store/connection.ts';
import { refusedFields } from './field-reasons.ts';

/** The one place that knows which status a code has, and its title. */
const answers: Record<RefusalCode, [status: number, title: string]> = {
  invalid_input: [400, 'The input is not valid'],
  malformed_request: [400, 'The request is malformed'],
  not_found: [404, 'There is no such thing'],
  method_not_allowed: [405, 'This cannot be done here'],
  payload_too_large: [413, 'The request is too large'],
  unsupported_media_type: [415, 'This kind of content is not taken here'],
  wrong_host: [421, 'This box does not answer to that name'],
  cross_origin: [403, 'The request came from another site'],
  not_signed_in: [401, 'Sign in first'],
  not_allowed: [403, 'Your role does not allow this'],
  sign_in_failed: [401, 'Name or password is wrong'],
  too_many_attempts: [429, 'Too many attempts'],
  claim_code_wrong: [403, 'The claim code is wrong'],
  already_claimed: [409, 'The box is claimed already'],
  not_claimed: [409, 'The box is not claimed yet'],
  username_taken: [409, 'The name is taken'],
  last_owner: [409, 'The box needs an owner'],
  invite_gone: [410, 'The invitation is used or over'],
  pairing_code_wrong: [422, 'No screen shows this number'],
  screen_offline: [409, 'The screen is not connected'],
  no_screen_key: [401, 'This screen is not paired'],
  private_on_screen: [409, 'This gallery is not meant for everybody'],
  playlist_in_use: [409, 'Screens show this playlist'],
  nothing_to_show: [409, 'There is nothing to show'],
  changed_meanwhile: [409, 'Somebody changed it meanwhile'],
  gallery_full: [422, 'A gallery holds 25 photos'],
  photo_not_in_project: [422, 'The photo is not in this project'],
  photo_already_there: [409, 'The project has this file already'],
  gallery_not_in_project: [422, 'The gallery is not in this project'],
  recipient_not_in_project: [422, 'The recipient is not in this project'],
  link_not_in_project: [422, 'The link is not in this project'],
  message_text_not_found: [422, 'There is no such text'],
  import_refused: [422, 'A row cannot be taken'],
  batch_making: [409, 'The codes are still being made'],
  photo_not_ready: [409, 'The photo is not ready yet'],
  size_not_available: [404, 'The photo has no such size'],
  project_not_empty: [409, 'The project is not empty'],
  project_archived: [409, 'The project is archived'],
  no_photo_accepted: [422, 'No file was accepted'],
  too_many_files: [413, 'Too many files in one request'],
  file_too_large: [413, 'The file is too large'],
  file_empty: [422, 'The file is empty'],
  not_a_photo: [422, 'The file is not a photo'],
  format_not_accepted: [422, 'The format is not accepted'],
  photo_unreadable: [422, 'The photo cannot be read'],
  photo_damaged: [422, 'The photo is damaged'],
  too_many_pixels: [422, 'The photo has too many pixels'],
  photo_took_too_long: [422, 'The photo took too long'],
  upload_incomplete: [400, 'The upload broke off'],
  audience_not_found: [422, 'There is no such audience'],
  key_missing: [409, 'The key of this box does not fit'],
  link_expired: [410, 'The link has expired'],
  link_exhausted: [410, 'The link has been used up'],
  link_revoked: [410, 'The link was revoked'],
  link_not_open_yet: [410, 'The link is not open yet'],
  password_required: [401, 'The link asks for a password'],
  password_unknown: [404, 'This password cannot be shown'],
  password_wrong: [401, 'The password is wrong'],
  too_many_devices: [403, 'The link is open on other phones'],
  no_visit: [403, 'Open the link first'],
  captive_window: [403, 'Open the link in a browser'],
  download_off: [403, 'Saving is off'],
  feedback_off: [403, 'This link takes no feedback'],
  not_a_region_file: [422, 'This is no file of regions'],
  disk_full: [507, 'The disk is full'],
  busy: [503, 'The box is busy'],
  stopping: [503, 'The box is stopping'],
  fault: [500, 'The box has a fault'],
};

/** The status that a code is answered with. */
export function statusOf(code: RefusalCode): number {
  return answers[code][0];
}

/** RFC 9457 details of a refusal. In English all that was said of it; else a sentence for the code, and why of each field. */
export function problemOf({ code, facts: { errors, ...facts }, message }: Refusal, locale: Locale = 'en'): Problem {
  const [status, title] = answers[code];
  const said = refusedWords(locale);
  const fields = errors?.map(({ field, detail, why }) => ({
    field,
    detail: locale === 'en' ? detail : (why?.(said) ?? said.wrong),
  }));
  const [first] = fields ?? [];
  const own = words(locale).problems[code];
  const told = code === 'invalid_input' && first ? said.told(first.field || said.whole, first.detail) : own;
  return {
    ...facts,
    type: `urn:maiimg:problem:${code}`,
    title: locale === 'en' ? title : own,
    status,
    code,
    detail: locale === 'en' ? message : told,
    ...(fields ? { errors: fields } : {}),
  };
}

/** Who names no language, or any, is answered in English: scripts go by the code. */
export function localeOf(req: Pick<Request, 'acceptsLanguages'>): Locale {
  return req.acceptsLanguages(['en', 'zh']) === 'zh' ? 'zh-CN' : 'en';
}

/** Answers a refusal as problem details. */
export function sendProblem(res: Response, refusal: Refusal): void {
  const problem = problemOf(refusal, localeOf(res.req));
  if (refusal.facts.retryAfter !== undefined) res.set('retry-after', String(refusal.facts.retryAfter));
  res
    .set('cache-control', 'no-store')
    .vary('Accept-Language')
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Turns whatever was thrown into a refusal; a fault of the box's own is logged and says nothing of itself. */
export function asRefusal(error: unknown, log: Logger): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) return invalid(error);
  const { type, status, code } = (error ?? {}) as { type?: unknown; status?: unknown; code?: unknown };
  if (type === 'entity.too.large') return new Refusal('payload_too_large', 'the body is larger than this route takes');
  if (type === 'request.aborted') return new Refusal('upload_incomplete', 'the request broke off');
  if (typeof type === 'string' && /^(entity|encoding|charset|parameters|request)\./.test(type)) {
    return new Refusal(status === 415 ? 'unsupported_media_type' : 'malformed_request', 'the body cannot be read');
  }
  // Other errors that a parser means for the client, such as a compressed body that cannot be unpacked.
  if ((error as { expose?: unknown } | null)?.expose === true && typeof status === 'number' && status < 500) {
    return new Refusal(status === 415 ? 'unsupported_media_type' : 'malformed_request', 'the request cannot be read');
  }
  // A path with a broken percent sign.
  if (error instanceof URIError) return new Refusal('malformed_request', 'the address cannot be read');
  if (sqliteCode(error) === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new Refusal('disk_full', 'the disk is full');
  log.error({ err: error }, 'fault');
  return new Refusal('fault', 'the box has a fault; its log says more');
}

function invalid(error: z.ZodError): Refusal {
  const errors = refusedFields(error).slice(0, 20);
  const [first] = errors;
  const { told, whole, wrong } = refusedWords('en');
  return new Refusal('invalid_input', told(first?.field || whole, first?.detail ?? wrong), { errors });
}

/** The last middleware of a door: every error becomes problem details. */
export function problems(log: Logger) {
  return (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    const refusal = asRefusal(error, (req as Request & { log?: Logger }).log ?? log);
    if (res.headersSent) {
      // Too late for an answer: the connection is cut, so that half a file is not taken for a whole one.
      res.destroy();
      return;
    }
    void next;
    sendProblem(res, refusal);
  };
}

/** What no route took. */
export function nothingHere(): never {
  throw new Refusal('not_found', 'there is nothing at this address');
}
