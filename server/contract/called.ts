/** Of a language that puts an honorific behind the name. */
const behind = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * What somebody is called, as people say it: `李先生`, `Ms Chen`, `Señor Ruiz`; the honorific alone decides where it stands,
 * and one that the name has already is not said twice.
 */
export function called({ name, honorific }: { readonly name: string; readonly honorific: string }): string {
  if (honorific === '' || name.endsWith(honorific) || name.startsWith(`${honorific} `)) return name;
  return behind.test(honorific) ? `${name}${honorific}` : `${honorific} ${name}`;
}
