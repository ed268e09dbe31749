import { createHmac } from 'node:crypto';
import type { HookForm, HookSent } from '#contract/hooks.ts';
import type { Letter, Reply } from '../call.ts';

export type Robot = Exclude<HookForm, 'json'>;

/** Bytes of a text that each robot takes; 企业微信 says 2048, the others far more than anybody reads. */
const longest: Record<Robot, number> = { wecom: 2048, dingtalk: 4096, feishu: 4096 };

/**
 * A text message as a group robot takes it, signed where it has a secret.
 * 企业微信: developer.work.weixin.qq.com/document/path/91770 (`msgtype` `text`; the key is in the address).
 * 钉钉: open.dingtalk.com/document/robots/customize-robot-security-settings (`timestamp` in ms and `sign` in the address:
 * HMAC-SHA256 under the secret of `timestamp\nsecret`, base64).
 * 飞书: open.feishu.cn/document/client-docs/bot-v3/add-custom-bot (`timestamp` in s and `sign` in the body: HMAC-SHA256
 * under `timestamp\nsecret` of nothing, base64).
 */
export function letterTo(form: Robot, url: URL, text: string, secret: string | undefined, now: number): Letter {
  const content = cut(text, longest[form]);
  if (form === 'wecom') return { url, headers: {}, body: JSON.stringify({ msgtype: 'text', text: { content } }) };
  if (form === 'dingtalk') {
    const signed = new URL(url);
    if (secret !== undefined) {
      const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', sign);
    }
    const body = { msgtype: 'text', text: { content }, at: { isAtAll: false } };
    return { url: signed, headers: {}, body: JSON.stringify(body) };
  }
  const timestamp = String(Math.floor(now / 1000));
  const sign = secret && createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
  const body = { ...(sign && { timestamp, sign }), msg_type: 'text', content: { text: content } };
  return { url, headers: {}, body: JSON.stringify(body) };
}

/** What a robot's answer means: it says 200 to everything, and its own code in the body. */
export function verdictOf(reply: Reply): HookSent {
  const plain = plainVerdict(reply);
  if (!plain.ok || 'failure' in reply) return plain;
  const answer = parsed(reply.text);
  const code = answer?.errcode ?? answer?.code ?? answer?.StatusCode;
  if (typeof code !== 'number') return { ok: false, status: reply.status, failure: 'answer', said: said(reply.text) };
  if (code === 0) return plain;
  const why = answer?.errmsg ?? answer?.msg ?? answer?.StatusMessage ?? '';
  return { ok: false, status: reply.status, failure: 'robot', said: said(`${code} ${String(why)}`) };
}

/** What the answer of any server means, by its status alone. */
export function plainVerdict(reply: Reply): HookSent {
  if ('failure' in reply) return { ok: false, status: null, failure: reply.failure, said: null };
  const { status, text } = reply;
  if (status >= 200 && status < 300) return { ok: true, status, failure: null, said: null };
  if (status >= 300 && status < 400) return { ok: false, status, failure: 'redirect', said: null };
  return { ok: false, status, failure: 'status', said: said(text) };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function said(text: string): string | null {
  return [...text.replace(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, 200).join('') || null;
}

/** The beginning of a text, whole letters, in so many bytes. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let length = 0;
  for (const letter of text) {
    length += Buffer.byteLength(letter);
    if (length > bytes - 3) break;
    kept += letter;
  }
  return `${kept}…`;
}
