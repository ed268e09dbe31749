import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response, Router } from 'express';
import { visitOperations } from '#contract/visits.ts';
import { serve } from '../http/serve.ts';
import { Refusal } from '../refusal.ts';

/** The guest's script as it was built: what a page refers to, and what `/assets/` hands out. */
export interface Assets {
  /** Address of the script; null where none was built, and the page does without. */
  readonly script: string | null;
  /** Source of the script inside the page, which opens the gate before the other has arrived. */
  readonly first: string | null;
  readonly files: ReadonlyMap<string, Asset>;
}

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzip: Buffer;
}

const built = join(import.meta.dirname, '../../dist/guest');
const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Reads a folder that Vite built, whole: some ten files of a few kB. A folder that is not there has no script. */
export function readAssets(folder: string): Assets {
  const chunks = manifestOf(folder);
  if (!chunks) return { script: null, first: null, files: new Map() };
  const names = Object.values(chunks).flatMap((chunk) => [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]);
  const files = new Map(
    [...new Set(names)].map((name): [string, Asset] => {
      const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      const bytes = readFileSync(join(folder, name));
      return [name, { type, bytes, gzip: gzipSync(bytes, { level: 9 }) }];
    }),
  );
  const main = chunks['main.ts'];
  const first = chunks['first.ts'];
  return {
    script: main ? `/assets/${main.file}` : null,
    first: first ? (files.get(first.file) as Asset).bytes.toString('utf8').trim() : null,
    files,
  };
}

type Chunk = { readonly file: string; readonly css?: readonly string[]; readonly assets?: readonly string[] };

function manifestOf(folder: string): Record<string, Chunk> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

let own: Assets | undefined;

/** The assets of this box, read when first asked for. */
export function assets(): Assets {
  own ??= readAssets(built);
  return own;
}

/** Answers GET /assets/NAME, to be kept for good: a name carries its content's hash. Throws `not_found`. */
export function sendAsset(name: string, req: Request, res: Response): void {
  const asset = assets().files.get(name);
  if (!asset) throw new Refusal('not_found', 'there is nothing at this address');
  res
    .set({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
    .vary('Accept-Encoding');
  if (req.acceptsEncodings('gzip')) res.set('content-encoding', 'gzip').send(asset.gzip);
  else res.send(asset.bytes);
}

/** Mounts `/assets/`. */
export function assetRoutes(routes: Router): void {
  serve(routes, visitOperations.guestAsset, ({ params, req, res }) => sendAsset(params.name, req, res));
}
