import type { IncomingHttpHeaders } from 'node:http';
import type { PhoneState } from './phones.ts';

/** Apps that show nothing but portals name themselves: Android's, and those that makers put in its place. */
const portalApps = /captive|portal[._-]?login|wispr/i;

/** Apple's own questioner, should its window ever come with that name; GNOME's helper. */
const portalAgents = /CaptiveNetworkSupport|wispr|portal-helper/i;

/**
 * The systems' own web views without a word of an app. iOS and macOS show portals in one (an app's web view says its app,
 * a browser says Safari or its name), Android in a WebView.
 */
const bare = [
  /^Mozilla\/5\.0 \((?:iPhone|iPad|iPod)[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\)(?: Mobile\/\w+)?$/,
  /^Mozilla\/5\.0 \(Macintosh[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\)$/,
  /^Mozilla\/5\.0 \(Linux;[^)]*; wv\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) Version\/4\.0 Chrome\/[\d.]+(?: Mobile)? Safari\/[\d.]+$/,
];

/**
 * Whether a request comes from the window in which a phone shows portals: it keeps no cookies, saves nothing and is gone
 * with a tap, so no view may be spent there. A bare web view is one where the phone asked for the internet here; it stays
 * one after the guest went on, since the window may still be open.
 */
export function isCaptiveWindow(headers: IncomingHttpHeaders, phone: PhoneState): boolean {
  const agent = headers['user-agent'] ?? '';
  const app = headers['x-requested-with'];
  if (portalAgents.test(agent) || (typeof app === 'string' && portalApps.test(app))) return true;
  return phone !== 'new' && bare.some((form) => form.test(agent));
}
