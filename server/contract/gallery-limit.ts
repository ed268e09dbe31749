/** A gallery holds at most this many photos. By itself, so that pages which ask for it alone are not given all schemas. */
export const galleryLimit = 25;
/** Staff list at most so many galleries for one link; chapters in which one of them goes on are not counted. */
export const chapterLimit = 50;
/** With those that are not counted: a chapter a day for 13 years. */
export const chapterListLimit = 5000;

/** How many of these galleries count against `chapterLimit`; `next` gives the chapter in which a gallery goes on. */
export function countedChapters(ids: readonly string[], next: (id: string) => string | null | undefined): number {
  const following = new Set<string>();
  for (const id of ids) {
    for (let on = next(id); on && !following.has(on); on = next(on)) following.add(on);
  }
  return ids.filter((id) => !following.has(id)).length;
}
