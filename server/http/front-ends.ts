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

/**
 * Serves the built kiosk: its page at this path alone, with its files beside it. Whatever else lies below the path is
 * left to others.
 */
export function kioskFrontEnd(path: string, folder: string): Router {
  const routes = Router({ caseSensitive: true });
  routes.use(
    `${path}/assets`,
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  // The page is at the path itself too, which lies outside of what a worker below it would have by itself.
  routes.use(`${path}/service-worker.js`, (_req, res, next) => {
    res.set({ 'cache-control': 'no-cache', 'service-worker-allowed': path });
    next();
  });
  routes.use(path, express.static(folder, { index: false, redirect: false, cacheControl: false }));
  routes.get([path, `${path}/`], (_req, res) => {
    if (!existsSync(join(folder, 'index.html')))
      throw new Refusal('not_found', 'this page was not built: start the box with npm start');
    res.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'), { cacheControl: false });
  });
  return routes;
}
