import { admin } from './en/admin.ts';
import { guest } from './en/guest.ts';
import { problems } from './en/problems.ts';
import type { Words } from './zh-CN.ts';

/** All words of the product in English. */
export const en = { admin, guest, problems } satisfies Words;
