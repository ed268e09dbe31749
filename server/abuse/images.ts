import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadAnswer } from '#contract/photos.ts';
import { jpegClaiming, pngClaiming, strangers } from '../testing/bad-files.ts';
import { callerOf, formOf, type NamedFile } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { type Ground, idle, type Outcome, rssOf } from './ground.ts';
import { dice, mutate, seeds } from './mutate.ts';
import { tally } from './raw.ts';

/** What the ingest process may take at the most, by design, in MB. */
const mostIngestMb = 650;

export interface Images {
  readonly count: number;
  /** Of the dice; another one makes other files. */
  readonly seed?: number;
  /** Real photos to spoil as well, where there are any. */
  readonly folder?: string;
}

/** Brings spoiled photos, 24 and a good one a request, all the way through the ingest process. */
export async function abuseImages(ground: Ground, { count, seed = 2026, folder }: Images): Promise<Outcome> {
  const { owner, projectId, box } = ground;
  const roll = dice(seed);
  const sources = [...(await seeds()), ...(await realPhotos(folder))];
  const pick = () => sources[Math.floor(roll() * sources.length)] as Buffer;
  const bombs = [
    pngClaiming(60_000, 60_000),
    pngClaiming(30_000, 4_000, { interlaced: true, deep: true }),
    pngClaiming(1, 2_147_483_647),
    await jpegClaiming(65_500, 65_500),
    await jpegClaiming(10_000, 11_000, { progressive: true }),
    ...Object.values(strangers),
  ];
  const spoiled = [
    ...bombs,
    ...Array.from({ length: Math.max(0, count - bombs.length) }, () => mutate(pick(), pick(), roll)),
  ].slice(0, count);
  const before = ground.held();
  const faults: string[] = [];
  const verdicts = new Map<string, number>();
  const most = { server: before.rssMb, ingest: 0 };
  const watch = setInterval(() => {
    most.server = Math.max(most.server, ground.held().rssMb);
    most.ingest = Math.max(most.ingest, ...ground.children().map(rssOf));
  }, 100).unref();
  const honest: string[] = [];

  for (let from = 0; from < spoiled.length; from += 24) {
    const files: NamedFile[] = spoiled
      .slice(from, from + 24)
      .map((data, at) => ({ name: `spoiled-${from + at}.jpg`, data }));
    const good = {
      name: `honest-${from}.jpg`,
      data: await makePhoto({ width: 200, height: 150, seed: 500_000 + seed + from }),
    };
    const answer = await owner.ask('POST', `/api/projects/${projectId}/photos`, formOf([...files, good]));
    const { accepted, rejected } = (await answer.json()) as UploadAnswer;
    if (answer.status !== 201) faults.push(`a request with a good photo is answered ${answer.status}`);
    for (const { code } of rejected ?? []) verdicts.set(code, (verdicts.get(code) ?? 0) + 1);
    if ((accepted ?? []).length + (rejected ?? []).length !== files.length + 1)
      faults.push(`files without a verdict from ${from}`);
    const mine = accepted?.find(({ name }) => name === good.name);
    if (mine) honest.push(mine.id);
    else faults.push(`the good photo of ${from} was refused`);
  }
  await idle(ground);
  clearInterval(watch);

  for (const id of honest) {
    const { state } = await owner.call<{ state: string }>('GET', `/api/photos/${id}`);
    if (state !== 'ready') faults.push(`a good photo is ${state}`);
  }
  for (const state of ['ready', 'failed'] as const) {
    const { total } = await owner.call<{ total: number }>(
      'GET',
      `/api/projects/${projectId}/photos?state=${state}&limit=1`,
    );
    verdicts.set(state, total);
  }
  // A photo that ends the process does so twice: in company, and alone.
  const deaths = box.lines.filter((line) => line.includes('ingest process died at work')).length;
  const refusedTwice = box.lines.filter((line) => line.includes('reading it failed twice')).length;
  if (most.ingest > mostIngestMb) faults.push(`the ingest process took ${most.ingest} MB`);
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()), ...(await ground.strangers()));
  const alive = await callerOf(box.guestUrl).ask('GET', '/healthz');
  if (alive.status !== 200) faults.push(`guests are answered ${alive.status}`);
  faults.push(...box.lines.filter((line) => line.includes('"msg":"fault"')).slice(0, 5));
  return {
    counts: {
      seed,
      images: spoiled.length,
      seeds: sources.length,
      deaths,
      refusedTwice,
      serverMb: most.server,
      ingestMb: most.ingest,
      verdicts: tally(verdicts),
    },
    faults,
  };
}

async function realPhotos(folder: string | undefined): Promise<Buffer[]> {
  const names = folder === undefined ? [] : await readdir(folder).catch(() => []);
  const all = await Promise.all(
    names.filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).map((name) => readFile(join(folder as string, name))),
  );
  // Large ones would be decoded for most of the run, and are no other food for a decoder.
  return all.filter((data) => data.length < 800_000).slice(0, 12);
}
