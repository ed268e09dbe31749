import { get } from 'node:http';
import { phoneAgent } from '../testing/guests.ts';
import { openedBy } from './load.ts';

/** A process that holds live streams open: `node streams.ts GUEST_URL TOKEN COUNT`; says `ready` when each has heard `hello`. */
const [guestUrl = '', token = '', count = '0'] = process.argv.slice(2);
const atOnce = 20;
/** As a phone sends them: the box may keep none of it. */
const headers = { 'user-agent': phoneAgent, accept: 'text/event-stream', 'accept-language': 'zh-CN,zh;q=0.9' };
let left = Number(count);

async function some(): Promise<void> {
  while (left-- > 0) {
    const { cookie, live } = await openedBy(guestUrl, token);
    await new Promise<void>((resolve, reject) => {
      const stream = get(new URL(live, guestUrl), { agent: false, headers: { ...headers, cookie } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`live: ${answer.statusCode}`));
        answer.on('data', (chunk: Buffer) => chunk.includes('hello') && resolve());
      });
      stream.once('error', reject);
    });
  }
}

await Promise.all(Array.from({ length: atOnce }, some));
process.stdout.write('{"msg":"ready"}\n');
process.once('SIGTERM', () => process.exit(0));
