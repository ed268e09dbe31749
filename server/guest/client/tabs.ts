/** Chapters as tabs, each keeping its scroll place. `refresh` after the list of chapters may have changed. */
export function startTabs(root: HTMLElement): { refresh(): void; stop(): void } {
  const places: Record<string, number> = {};
  const sections = () => Array.from(root.querySelectorAll<HTMLElement>('.chapter'));
  const current = () => root.querySelector<HTMLElement>('.chapter.on');

  const mark = () => {
    const id = current()?.dataset.chapter;
    for (const tab of Array.from(root.querySelectorAll<HTMLElement>('.tabs a'))) {
      if (tab.dataset.chapter === id) tab.setAttribute('aria-current', 'true');
      else tab.removeAttribute('aria-current');
    }
  };
  const reveal = () => {
    const tab = root.querySelector<HTMLElement>('.tabs a[aria-current]');
    const strip = tab?.parentElement;
    if (tab && strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  };
  const select = (id: string) => {
    const next = sections().find((section) => section.dataset.chapter === id);
    const last = current();
    if (!next || next === last) return;
    if (last?.dataset.chapter) places[last.dataset.chapter] = window.scrollY;
    for (const section of sections()) section.classList.toggle('on', section === next);
    mark();
    reveal();
    const head = root.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
    window.scrollTo(0, places[id] ?? Math.min(window.scrollY, head));
  };
  const click = (event: MouseEvent) => {
    const tab = (event.target as Element).closest<HTMLAnchorElement>('.tabs a');
    if (!tab?.dataset.chapter || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(tab.dataset.chapter);
    // A reload, or the other language, comes back to this chapter.
    history.replaceState(history.state, '', tab.hash);
    const language = root.querySelector<HTMLAnchorElement>('.language');
    if (language) language.hash = tab.hash;
  };
  root.addEventListener('click', click);
  const asked = sections().find((section) => `#${section.id}` === location.hash);
  if (asked?.dataset.chapter) select(asked.dataset.chapter);

  return {
    refresh() {
      // The chapter that was shown may be gone.
      if (!current()) sections()[0]?.classList.add('on');
      mark();
    },
    stop: () => root.removeEventListener('click', click),
  };
}
