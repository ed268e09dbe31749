/** What was typed as an origin: a name alone is taken for https; null for nothing, undefined where it is none. */
export function originOf(typed: string): string | null | undefined {
  const text = typed.trim().replace(/\/+$/, '');
  if (text === '') return null;
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const { origin, pathname, search, hash, hostname } = new URL(whole);
  return pathname === '/' && search === '' && hash === '' && hostname !== '' && !/[@\s]/.test(text)
    ? origin
    : undefined;
}
