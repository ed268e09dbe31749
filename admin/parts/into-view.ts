/** Brings the one that is on into view in a strip that scrolls sideways; the page itself stays where it is. */
export function bringIntoView(strip: Element | null, on: Element | null | undefined): void {
  if (!strip || !on) return;
  const [room, place] = [strip.getBoundingClientRect(), on.getBoundingClientRect()];
  if (place.left < room.left) strip.scrollLeft -= room.left - place.left;
  else if (place.right > room.right) strip.scrollLeft += place.right - room.right;
}
