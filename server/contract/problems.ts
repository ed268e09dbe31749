import { z } from 'zod';

/** Every code that an error can carry. Stable: front-ends and scripts choose by it. */
export const refusalCodes = [
  // the request itself
  'invalid_input',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'wrong_host',
  'cross_origin',
  'malformed_request',
  // who is asking
  'not_signed_in',
  'not_allowed',
  'sign_in_failed',
  'too_many_attempts',
  'claim_code_wrong',
  'already_claimed',
  'not_claimed',
  'username_taken',
  'last_owner',
  'invite_gone',
  // what is there
  'changed_meanwhile',
  'gallery_full',
  'photo_not_in_project',
  'photo_already_there',
  'gallery_not_in_project',
  'recipient_not_in_project',
  'link_not_in_project',
  'message_text_not_found',
  'import_refused',
  'batch_making',
  'photo_not_ready',
  'size_not_available',
  'project_not_empty',
  'project_archived',
  // photos that are refused
  'no_photo_accepted',
  'too_many_files',
  'file_too_large',
  'file_empty',
  'not_a_photo',
  'format_not_accepted',
  'photo_unreadable',
  'photo_damaged',
  'too_many_pixels',
  'photo_took_too_long',
  'upload_incomplete',
  // links
  'audience_not_found',
  'key_missing',
  'link_expired',
  'link_exhausted',
  'link_revoked',
  'link_not_open_yet',
  'password_required',
  'password_wrong',
  'password_unknown',
  'too_many_devices',
  'no_visit',
  'captive_window',
  'download_off',
  'feedback_off',
  // screens
  'pairing_code_wrong',
  'screen_offline',
  'no_screen_key',
  'private_on_screen',
  'playlist_in_use',
  'nothing_to_show',
  // the box
  'not_a_region_file',
  'disk_full',
  'busy',
  'stopping',
  'fault',
] as const;

export const RefusalCode = z.enum(refusalCodes).meta({ id: 'RefusalCode' });
export type RefusalCode = z.infer<typeof RefusalCode>;

/** RFC 9457 problem details, `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: RefusalCode,
    detail: z.string(),
    /** Which fields were refused, for `invalid_input`. */
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    /** Seconds to wait, for `too_many_attempts` and `busy`. */
    retryAfter: z.int().optional(),
  })
  .loose()
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
