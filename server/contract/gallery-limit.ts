/** A gallery holds at most this many photos. By itself, so that pages which ask for it alone are not given all schemas. */
export const galleryLimit = 25;
/** Staff list at most so many galleries for one link. */
export const chapterLimit = 50;
