import type { Response } from 'express';
import { Refusal } from '../refusal.ts';

/** Answers with a file of the store, ranges and conditions included. Throws `not_found` where the file is gone. */
export function sendStored(res: Response, path: string, headers: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    res.sendFile(
      path,
      { headers, cacheControl: false, lastModified: false, dotfiles: 'allow' },
      (error?: NodeJS.ErrnoException) => {
        if (!error || res.headersSent) resolve();
        else if (error.code === 'ENOENT') reject(new Refusal('not_found', 'the file is gone'));
        else reject(error);
      },
    );
  });
}

/** `Content-Disposition` for a file of this name: plain letters for old clients, the whole name for the others (RFC 6266). */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
