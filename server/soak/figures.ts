import type { CDPSession, Page } from 'playwright-core';
import sharp from 'sharp';

/** What a page holds, its garbage collected. */
export interface Figures {
  /** Pictures that came on since the page was loaded, and how often the venue's still took their place. */
  readonly turns: number;
  readonly still: number;
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Measures it; the session has `Performance` enabled. */
export async function figuresOf(page: Page, session: CDPSession): Promise<Figures> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const { turns, still } = await page.evaluate<{ turns: number; still: number }>('globalThis.soak');
  return { turns, still, heapMB: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** The least that the brightest of a picture that is none is above its darkest. */
const leastSpread = 24;

/** Whether a screenshot shows nothing: all of it is about the same. */
export async function isBlank(picture: Buffer): Promise<boolean> {
  const { channels } = await sharp(picture).resize(96, 54, { fit: 'fill', kernel: 'nearest' }).removeAlpha().stats();
  return channels.every(({ min, max }) => max - min < leastSpread);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
