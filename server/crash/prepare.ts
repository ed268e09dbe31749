import { type Gallery, galleryLimit } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { type Caller, callerOf, ownerPassword, sessionOf } from '../testing/box.ts';
import { startProcess } from '../testing/process.ts';
import { compiled, newPhoto } from './site.ts';

/** The preset that loads change, and the title of the gallery whose photos nobody withdraws. */
export const preset = 'event.crash';
const stockTitle = 'stock';

/**
 * Makes the box in a folder ready for loads: an owner, a project, whose id this gives, and in it a full gallery of photos
 * that are ready. The box is stopped again.
 */
export async function prepare(data: string, env: Record<string, string> = {}): Promise<string> {
  const box = await startProcess({ MAIIMG_DATA: data, MAIIMG_OWNER_PASSWORD: ownerPassword, ...compiled, ...env });
  const staff = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl) });
  const { id } = await staff.call<Project>('POST', '/api/projects', { kind: 'event', title: 'crash' });
  await putPreset(staff, 1000);
  const stock = await staff.call<Gallery>('POST', `/api/projects/${id}/galleries`, { title: stockTitle });
  const files = await Promise.all(Array.from({ length: galleryLimit }, newPhoto));
  const { accepted } = await staff.upload(id, files, { galleryId: stock.id });
  for (const photo of accepted) await ready(staff, photo.id);
  box.kill('SIGTERM');
  await box.ended;
  return id;
}

/** The gallery whose photos nobody withdraws. */
export async function stockOf(staff: Caller, projectId: string): Promise<Gallery> {
  const { items } = await staff.call<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`);
  const stock = items.find(({ title }) => title === stockTitle);
  if (!stock) throw new Error('the box was not made ready for a load');
  return stock;
}

export async function putPreset(staff: Caller, maxOpens: number): Promise<void> {
  await staff.call('PUT', `/api/audiences/${preset}`, {
    names: { 'zh-CN': '崩溃', en: 'Crash' },
    ...{ maxOpens, download: 'off', expiresInDays: null },
  });
}

async function ready(staff: Caller, id: string): Promise<void> {
  while ((await staff.call<Photo>('GET', `/api/photos/${id}`)).state === 'processing')
    await new Promise((resolve) => setTimeout(resolve, 20));
}
