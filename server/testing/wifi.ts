import { type IncomingHttpHeaders, request } from 'node:http';

/** The window in which an iPhone shows portals. */
export const portalWindow =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

export interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A phone on the box's own Wi-Fi, with an address of its own (127.0.0.x), which asks under any Host. */
export interface WifiPhone {
  ask(
    path: string,
    options?: { method?: string; host?: string; agent?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Heard>;
}

/** Takes one out of the pocket; `last` is the last figure of its address. */
export function wifiPhone(guestUrl: string, last: number, usual = portalWindow): WifiPhone {
  const { host: own, hostname, port } = new URL(guestUrl);
  return {
    ask: (path, { method = 'GET', host = own, agent = usual, headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const asked = request(
          {
            ...{ hostname, port, path, method, setHost: false, agent: false, localAddress: `127.0.0.${last}` },
            headers: { host, 'user-agent': agent, accept: 'text/html', ...headers },
          },
          (answer) => {
            const pieces: Buffer[] = [];
            answer.on('data', (piece: Buffer) => pieces.push(piece));
            answer.on('error', reject);
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                text: Buffer.concat(pieces).toString(),
              }),
            );
          },
        );
        asked.on('error', reject);
        asked.end(body);
      }),
  };
}
