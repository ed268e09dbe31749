import { createHmac } from 'node:crypto';
import type { Letter } from '../call.ts';
import type { Told } from '../told.ts';

/**
 * Our own form, one fact a message. `maiimg-signature: t=SECONDS,v1=HEX`: HMAC-SHA256 under the secret of
 * `SECONDS.BODY`, so that who takes it knows that it is ours, whole, and of now.
 */
export function letterOf(url: URL, { times: _, ...body }: Told, secret: string | undefined, now: number): Letter {
  const text = JSON.stringify(body);
  const seconds = Math.floor(now / 1000);
  const signature = secret && createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
  return {
    url,
    headers: {
      'maiimg-id': body.id,
      ...(signature && { 'maiimg-signature': `t=${seconds},v1=${signature}` }),
    },
    body: text,
  };
}
