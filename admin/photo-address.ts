/** A photo in one size; `edition` keeps a replaced one from being shown from the cache. */
export function photoAddress(
  { id, edition }: { readonly id: string; readonly edition: number },
  size: 'thumb' | 'screen' | 'original',
  place: 'library' | 'trash' = 'library',
): string {
  return `/api/photos/${id}/image/${size}?e=${edition}${place === 'trash' ? '&in=trash' : ''}`;
}
