import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A message that an SMTP server took. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly data: string;
}
/** How it behaves: says no to whoever signs in, to a sender, to a recipient, to a message; or says nothing at all. */
export interface Manner {
  readonly login?: { readonly user: string; readonly password: string };
  readonly no?: 'MAIL' | 'RCPT' | 'DATA';
  readonly silent?: boolean;
  /** Offers to encrypt, and cannot. */
  readonly badTls?: boolean;
}

export interface SmtpServer {
  readonly port: number;
  readonly letters: Letter[];
  /** All lines that clients sent but for messages. */
  readonly said: string[];
  behave(manner: Manner): void;
  stop(): Promise<void>;
}

/** A real SMTP server on this machine (RFC 5321, AUTH PLAIN of RFC 4954), as far as a client needs it. */
export async function startSmtp(): Promise<SmtpServer> {
  let manner: Manner = {};
  const letters: Letter[] = [];
  const said: string[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    if (manner.silent) return;
    serve(socket, () => manner, letters, said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    said,
    behave: (now) => {
      manner = now;
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, manner: () => Manner, letters: Letter[], said: string[]): void {
  let held = '';
  let letter: { from: string; to: string[] } = { from: '', to: [] };
  let inData = false;
  let signedIn = false;
  const tell = (line: string) => void socket.write(`${line}\r\n`);
  const pathIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';

  const hear = (line: string) => {
    said.push(line);
    const { login, no, badTls } = manner();
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      tell('250-test');
      if (badTls) tell('250-STARTTLS');
      tell(login ? '250 AUTH PLAIN' : '250 SIZE 20000000');
    } else if (verb === 'STAR') {
      tell('220 go ahead');
      socket.write('this is no TLS\r\n');
    } else if (verb === 'AUTH') {
      const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0');
      signedIn = user === login?.user && password === login?.password;
      tell(signedIn ? '235 welcome' : '535 5.7.8 authentication failed');
    } else if (verb === 'MAIL') {
      letter = { from: pathIn(line), to: [] };
      tell(no === 'MAIL' || (login && !signedIn) ? '553 5.7.1 not this sender' : '250 ok');
    } else if (verb === 'RCPT') {
      if (no === 'RCPT') return tell('550 5.1.1 no such mailbox');
      letter.to.push(pathIn(line));
      tell('250 ok');
    } else if (verb === 'DATA') {
      inData = true;
      tell('354 go on');
    } else if (verb === 'QUIT') {
      tell('221 bye');
      socket.end();
    } else tell('250 ok');
  };
  tell('220 test ESMTP');
  socket.on('data', (chunk: Buffer) => {
    held += chunk.toString('latin1');
    for (;;) {
      const end = inData ? held.indexOf('\r\n.\r\n') : held.indexOf('\r\n');
      if (end < 0) return;
      const part = held.slice(0, end);
      held = held.slice(end + (inData ? 5 : 2));
      if (!inData) hear(part);
      else {
        inData = false;
        if (manner().no === 'DATA') tell('552 5.3.4 too large');
        else {
          letters.push({ ...letter, data: part });
          tell('250 taken');
        }
      }
    }
  });
}
