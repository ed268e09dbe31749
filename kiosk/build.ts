/** Which build this is: the hash in the name of its script; `source` where it is served from source. */
export const build = /-([\w-]{6,})\.js$/.exec(new URL(import.meta.url).pathname)?.[1] ?? 'source';

/** Whether the box has another build of this page by now; false where it cannot be told. */
export async function isOutdated(): Promise<boolean> {
  if (build === 'source') return false;
  // The question mark leads past the service worker to the box.
  const answer = await fetch('/kiosk/?build', { cache: 'no-store' }).catch(() => undefined);
  return answer?.ok === true && !(await answer.text()).includes(build);
}
