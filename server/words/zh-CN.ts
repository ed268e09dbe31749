import { admin } from './zh-CN/admin.ts';
import { guest } from './zh-CN/guest.ts';
import { problems } from './zh-CN/problems.ts';

/** All words of the product in Chinese, by face; the other languages have its shape. */
export const zhCN = { admin, guest, problems };
export type Words = typeof zhCN;
