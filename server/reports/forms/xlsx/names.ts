/** What Excel takes for the name of a sheet: 31 letters at most, none of `[]:*?/\`, no apostrophe at its ends, each once. */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>();
  return wished.map((wish) => {
    const plain = wish
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .trim()
      .replace(/^'+|'+$/g, '');
    // Excel keeps this one for itself.
    const base = plain === '' || plain.toLowerCase() === 'history' ? `${plain}_` : plain;
    let name = cut(base, 31);
    for (let nr = 2; taken.has(name.toLowerCase()); nr++) name = `${cut(base, 31 - ` ${nr}`.length)} ${nr}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** So many letters as Excel counts them, and no half of one. */
function cut(name: string, most: number): string {
  return name
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
