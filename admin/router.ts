/** Where one is: which page, with what in its address. */
export interface Place {
  readonly page: string;
  readonly params: Readonly<Record<string, string>>;
  /** Without the base and without a query: `/projects`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const base = '/admin';

/** One page's address below `/admin`, with `:name` for what varies. */
export interface Route {
  readonly path: string;
  readonly page: string;
}

/** The address of a page, for a link: `href('/projects')`. */
export function href(path: string): string {
  return `${base}${path}`;
}

/** Which of the routes an address is; `lost` where it is none. */
export function placeOf(routes: readonly Route[], url: URL): Place {
  const path = url.pathname.slice(base.length).replace(/\/+$/, '') || '/';
  for (const { path: pattern, page } of routes) {
    const params = matched(pattern, path);
    if (params) return { page, params, path, query: url.searchParams };
  }
  return { page: 'lost', params: {}, path, query: url.searchParams };
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const there = path.split('/');
  if (wanted.length !== there.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = there[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const moved = new EventTarget();

let keeper: (() => Promise<boolean>) | undefined;

/** Asks before the page that is on is left for another one, until it is called off by what is given; false stays. */
export function askBeforeLeaving(ask: () => Promise<boolean>): () => void {
  keeper = ask;
  return () => {
    if (keeper === ask) keeper = undefined;
  };
}

/** Goes to a page of the admin: `go('/projects')`. `replace` leaves no step for the back button. */
export function go(path: string, how: { replace?: boolean } = {}): void {
  if (!keeper) step(path, how);
  else void keeper().then((leaves) => leaves && step(path, how));
}

function step(path: string, { replace = false }: { replace?: boolean }): void {
  const url = href(path);
  if (replace) history.replaceState(null, '', url);
  else if (url !== location.pathname + location.search) history.pushState(null, '', url);
  moved.dispatchEvent(new Event('moved'));
}

/** Tells of each new address, and turns clicks on links of the admin into steps inside it; gives the way to stop. */
export function watchPlace(tell: () => void): () => void {
  const click = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link?.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname !== base && !link.pathname.startsWith(`${base}/`)) return;
    event.preventDefault();
    go(link.pathname.slice(base.length) + link.search);
  };
  let here = location.href;
  const told = () => {
    here = location.href;
    tell();
  };
  const turned = () => {
    if (!keeper) return told();
    // The browser has gone back already: it comes here again until that is answered.
    history.pushState(null, '', here);
    void keeper().then((leaves) => {
      if (leaves) history.back();
    });
  };
  addEventListener('popstate', turned);
  moved.addEventListener('moved', told);
  document.addEventListener('click', click);
  return () => {
    removeEventListener('popstate', turned);
    moved.removeEventListener('moved', told);
    document.removeEventListener('click', click);
  };
}
