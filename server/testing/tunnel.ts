import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The tunnel's end before the guest door: nginx as Debian has it, with TLS. The box sees it come from `address`. */
export interface Tunnel {
  /** What phones ask: `https://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Its certificate, PEM. */
  readonly certificate: string;
  /** Leads to a door; a tunnel that leads nowhere refuses connections. */
  open(door: string): Promise<void>;
  close(): Promise<void>;
}

/** The peer's own address on this machine, so that the box can tell it from a phone beside it. */
export const tunnelAddress = '127.0.0.2';

/** Why no tunnel can be made on this machine; undefined where it can. */
export function noTunnel(): string | undefined {
  const missing = [nginx, 'openssl'].filter((command) => !has(command));
  return missing.length > 0 ? `${missing.join(' and ')} not installed` : undefined;
}

const nginx = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';

function has(command: string): boolean {
  try {
    execFileSync(command, [command === 'openssl' ? 'version' : '-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Takes a port and a certificate of its own; it leads nowhere before `open`. */
export async function makeTunnel(): Promise<Tunnel> {
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-tunnel-'));
  const port = await freePort();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=maiimg test', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...asked, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  let running: ReturnType<typeof spawn> | undefined;
  const shut = async () => {
    if (!running) return;
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
    running = undefined;
  };
  return {
    origin: `https://127.0.0.1:${port}`,
    certificate: await readFile(cert, 'utf8'),
    open: async (door) => {
      await shut();
      const file = join(folder, 'nginx.conf');
      await writeFile(file, settings(folder, port, new URL(door).host));
      running = spawn(nginx, ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
      await answering(port);
    },
    close: async () => {
      await shut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What an owner would write, and no more: buffering is left at nginx's own setting, so that the box has to say what must not be held back. */
function settings(folder: string, port: number, door: string): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`);
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  return `${user}daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off; ${temp.join(' ')} client_max_body_size 0;
  map $http_upgrade $connection_of { default upgrade; '' close; }
  server {
    listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
    location / {
      proxy_pass http://${door}; proxy_bind ${tunnelAddress}; proxy_http_version 1.1;
      proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_of;
    }
  }
}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const came = await new Promise((settle) => {
      socket.once('connect', () => settle(true)).once('error', () => settle(false));
    });
    socket.destroy();
    if (came) return;
    await new Promise((go) => setTimeout(go, 20));
  }
  throw new Error('nginx did not start');
}
