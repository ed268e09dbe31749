import { type Agent, type Features, readAgent, type Way, wayOf } from './agent.ts';

export interface Platform extends Agent, Features {
  readonly way: Way;
}

let known: Platform | undefined;

/** Of the browser at hand. */
export function platform(): Platform {
  if (known) return known;
  const agent = readAgent(navigator.userAgent, navigator.maxTouchPoints);
  const features = { sharesFiles: sharesFiles(), downloads: 'download' in HTMLAnchorElement.prototype };
  known = { ...agent, ...features, way: wayOf(agent, features) };
  return known;
}

function sharesFiles(): boolean {
  try {
    const files = [new File(['.'], 'photo.jpg', { type: 'image/jpeg' })];
    return window.isSecureContext && 'share' in navigator && navigator.canShare({ files });
  } catch {
    return false;
  }
}
