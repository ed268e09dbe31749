/** How much that is, for people: `3.4 MB`. */
export function sizeText(bytes: number): string {
  const mib = bytes / 1024 ** 2;
  if (mib < 10) return `${mib.toFixed(1)} MB`;
  return mib < 1024 ? `${Math.round(mib)} MB` : `${(mib / 1024).toFixed(1)} GB`;
}
