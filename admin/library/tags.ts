/** Tags as people type them, apart by commas of either script or by line; each once, in order. */
export function tagsOf(typed: string): string[] {
  const found = typed
    .split(/[,，、;；\n]/)
    .map((tag) => tag.trim().slice(0, 40))
    .filter((tag) => tag !== '');
  return [...new Set(found)];
}

/** A photo's tags with some added and some taken out: at most the 30 that one can have. */
export function retagged(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const gone = new Set(remove);
  return [...new Set([...tags.filter((tag) => !gone.has(tag)), ...add])].slice(0, 30);
}
