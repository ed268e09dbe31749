import type { Request, Response } from 'express';
import type { Settings } from '#contract/box.ts';
import { Locale } from '#contract/common.ts';
import type { Brand } from '../projects/brands.ts';
import { cookiesIn } from './cookies.ts';
import type { Frame } from './models.ts';

const cookie = 'lang';
const yearMs = 365 * 86_400_000;

/**
 * What every page is told; the language is the one that the guest chose, else the phone's, else the box's. Colour and
 * logo are the project's where it has its own, else the box's.
 */
export function frameOf(req: Request, res: Response, settings: Settings, now: number, brand?: Brand): Frame {
  const { boxName, brandColour, timeZone } = settings;
  return {
    locale: localeOf(req, settings.locale),
    boxName,
    brandColour: brand?.colour ?? brandColour,
    logo: brand?.logo ?? settings.logo,
    timeZone,
    now,
    cspNonce: res.locals.cspNonce as string,
  };
}

function localeOf(req: Request, own: Locale): Locale {
  for (const value of cookiesIn(req, cookie)) {
    const chosen = Locale.safeParse(value);
    if (chosen.success) return chosen.data;
  }
  if (req.headers['accept-language'] === undefined) return own;
  const best = req.acceptsLanguages(['zh', 'en']);
  return best === 'zh' ? 'zh-CN' : best === 'en' ? 'en' : own;
}

/** Keeps a choice of language for a year; false where what was asked for is none. */
export function chooseLocale(req: Request, res: Response, asked: unknown): boolean {
  const chosen = Locale.safeParse(asked);
  if (!chosen.success) return false;
  res.cookie(cookie, chosen.data, { path: '/', httpOnly: true, sameSite: 'lax', secure: req.secure, maxAge: yearMs });
  return true;
}
