import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { Refusal } from '../refusal.ts';

/** Serves a built front-end under its path: its files for good (their names carry their hash), its page for every deep link. */
export function frontEnd(path: string, folder: string): Router {
  const routes = Router({ caseSensitive: true });
  routes.use(
    `${path}/assets`,
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  routes.use(path, express.static(folder, { index: false, redirect: false, maxAge: 0 }));
  routes.get([path, `${path}/{*rest}`], (_req, res) => {
    if (!existsSync(join(folder, 'index.html')))
      throw new Refusal('not_found', 'this page was not built: start the box with npm start');
    res.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
  return routes;
}
