import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A websocket spoken by hand, so that it can say what no client would. */
export interface Wire {
  /** Of the handshake; 0 where it was cut before. */
  readonly status: number;
  /** All text that came, handshake included; Latin-1. */
  heard(): string;
  /** Engine.io packets as text frames, each masked as a client's is. */
  say(...packets: readonly (string | Buffer)[]): void;
  /** Bytes as they are. */
  raw(bytes: Buffer): void;
  open(): boolean;
  close(): void;
}

/** Knocks as a websocket of Engine.io with these headers; settles when it was answered. Never rejects. */
export function openWire(url: string, headers: Record<string, string> = {}): Promise<Wire> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(port), hostname);
    let text = '';
    let open = true;
    const wire = (): Wire => ({
      status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
      heard: () => text,
      say: (...packets) => void socket.write(Buffer.concat(packets.map(frame))),
      raw: (bytes) => void socket.write(bytes),
      open: () => open,
      close: () => socket.destroy(),
    });
    socket.on('connect', () => {
      const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more.join('')}\r\n`,
      );
    });
    socket.on('data', (chunk) => {
      // What is told is looked at only for what must not be in it.
      if (text.length < 200_000) text += chunk.toString('latin1');
      if (text.includes('\r\n\r\n')) resolve(wire());
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      open = false;
      resolve(wire());
    });
    socket.setTimeout(30_000, () => socket.destroy());
  });
}

/** One masked frame of text, or of bytes, whole. */
function frame(packet: string | Buffer): Buffer {
  const data = Buffer.from(packet);
  const first = typeof packet === 'string' ? 0x81 : 0x82;
  const head =
    data.length < 126
      ? Buffer.from([first, 0x80 | data.length])
      : data.length < 65_536
        ? Buffer.from([first, 0xfe, data.length >> 8, data.length & 255])
        : longHead(first, data.length);
  // A mask of zeros leaves the data as it is.
  return Buffer.concat([head, Buffer.alloc(4), data]);
}

function longHead(first: number, length: number): Buffer {
  const head = Buffer.alloc(10);
  head.set([first, 0xff]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
