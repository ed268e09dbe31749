import type { Now } from '#contract/now.ts';
import { ask } from '../api.ts';

/** What is happening, and what needs a hand. */
export const readNow = () => ask<Now>('GET', '/api/now');
/** Tells the box what time it is, by this device. */
export const setClock = () => ask('PUT', '/api/clock', { now: new Date().toISOString() });
