/** What a system takes for "the internet is there". */
export interface Success {
  readonly status: 200 | 204;
  /** Media type of the body. */
  readonly type?: string;
  readonly body: string;
}

const nothing: Success = { status: 204, body: '' };
const plain = (body: string): Success => ({ status: 200, type: 'text/plain', body });
const page = (body: string): Success => ({ status: 200, type: 'text/html', body });

const apple = page('<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>');
const networkManager = plain('NetworkManager is online\n');

/**
 * By which addresses systems ask whether they are behind a portal, with the answer that tells each that it is not, byte
 * for byte; null: not a question but the way to the portal itself. Under which Host they come is each maker's own.
 */
export const probes: ReadonlyMap<string, Success | null> = new Map([
  // iOS, iPadOS, macOS.
  ['/hotspot-detect.html', apple],
  ['/library/test/success.html', apple],
  // Android and its kin: Google, Huawei, Honor, Xiaomi, OPPO, vivo, Samsung; ChromeOS and Chromium.
  ['/generate_204', nothing],
  ['/gen_204', nothing],
  // Windows.
  ['/connecttest.txt', plain('Microsoft Connect Test')],
  ['/ncsi.txt', plain('Microsoft NCSI')],
  ['/redirect', null],
  // Firefox.
  ['/success.txt', plain('success\n')],
  [
    '/canonical.html',
    page('<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>'),
  ],
  // NetworkManager: GNOME's own, Arch, Debian, Fedora.
  ['/check_network_status.txt', networkManager],
  ['/nm-check.txt', networkManager],
  ['/nm', networkManager],
  ['/static/hotspot.txt', plain('OK\n')],
]);
