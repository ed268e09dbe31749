import { setTimeout as wait } from 'node:timers/promises';
import { screenKey } from '../testing/screens.ts';
import type { Ground, Outcome } from './ground.ts';
import { each, percentile, tally } from './raw.ts';
import { openWire, type Wire } from './wire.ts';

/** An offender is gone after so long. */
const dropMs = 5000;
const events = [
  'show',
  'pairing',
  'command',
  'status',
  'clock',
  'fact',
  'ended',
  'join',
  'subscribe',
  'message',
  'error',
  'connect',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  '__proto__',
  'constructor',
  'toString',
  'emit',
  'press',
  'photo.ready',
  'link.changed',
  'admin',
  'eval',
];

/** Floods the sockets in every way, at this many connections; `growthMb` is what the box may be larger afterwards. */
export async function abuseSockets(
  ground: Ground,
  { connects = 5000, talk = 10_000, growthMb = 50 } = {},
): Promise<Outcome> {
  const { box, owner, projectId, galleryId } = ground;
  const url = box.localUrl;
  const faults: string[] = [];
  const before = ground.held();
  const answered: number[] = [];
  let over = false;
  // Staff go on working meanwhile.
  const work = (async () => {
    while (!over) {
      const started = performance.now();
      const { status } = await owner.ask('GET', '/api/projects');
      answered.push(performance.now() - started);
      if (status !== 200) faults.push(`staff are answered ${status}`);
      await wait(50);
    }
  })();

  const staff = { cookie: ground.cookie, origin: url };
  const screen = async () => ({ cookie: await screenKey(url), origin: url });
  const statuses = new Map<number, number>();
  const silent: Wire[] = [];
  await each(Array.from({ length: connects }), 200, async () => {
    const wire = await openWire(url);
    statuses.set(wire.status, (statuses.get(wire.status) ?? 0) + 1);
    if (wire.status === 101) silent.push(wire);
  });
  const held = silent.filter((wire) => wire.open()).length;
  if (held > 110) faults.push(`${held} connections are held that have said nothing`);

  // Those that joined nowhere try every door while something happens.
  const strangers = silent.filter((wire) => wire.open()).slice(0, 20);
  for (const wire of strangers) {
    wire.say(
      '40/staff,',
      '40/screens,',
      '40',
      '40/admin,',
      '40/__proto__,',
      ...events.map((event) => `42/staff,${JSON.stringify([event, projectId])}`),
      '2',
      '3probe',
    );
  }
  await owner.call('PATCH', `/api/galleries/${galleryId}`, { title: 'nobody else hears of this' });
  await owner.call('PATCH', `/api/projects/${projectId}`, { title: 'nor of this' });
  await wait(300);
  for (const wire of silent)
    if (/"fact"|"show"|nobody else|nor of this/.test(wire.heard()))
      faults.push(`a stranger heard ${wire.heard().slice(-200)}`);
  for (const wire of silent) wire.close();

  let dropped = 0;
  const offend = async (
    name: string,
    headers: Record<string, string>,
    join: string,
    offence: (wire: Wire) => void,
    mayStay = false,
  ) => {
    const wire = await openWire(url, headers);
    if (wire.status !== 101) return void faults.push(`${name}: not even let in, ${wire.status}`);
    wire.say(join);
    await wait(150);
    offence(wire);
    const started = performance.now();
    while (wire.open() && performance.now() - started < (mayStay ? 300 : dropMs)) await wait(20);
    if (!wire.open()) dropped += 1;
    else if (!mayStay) faults.push(`${name} is not dropped`);
    if (/"photo.ready"|nobody else/.test(wire.heard()) && join !== '40/staff,')
      faults.push(`${name} heard of what is not its own`);
    wire.close();
  };
  const rooms = [
    ['staff', async () => staff, '40/staff,'],
    ['a screen', screen, '40/screens,'],
    ['a stranger', async () => ({}), ''],
  ] as const;
  const many = (packet: string) => (wire: Wire) => {
    for (let said = 0; said < talk; said += 500) wire.say(...Array.from({ length: Math.min(500, talk) }, () => packet));
  };
  for (const [who, headers, join] of rooms) {
    const space = join.slice(2);
    const offences: [name: string, offence: (wire: Wire) => void, mayStay?: boolean][] = [
      ['a frame of 10 MB', (wire) => wire.say(`42${space}["status","${'x'.repeat(10_000_000)}"]`)],
      [
        'a frame that says it is of 2 GB',
        (wire) => wire.raw(Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0])),
      ],
      ['events without an end', many(`42${space}["status",{}]`)],
      ['calls without an end', many(`42${space}1["clock"]`)],
      ['signs of life without an end', many('3')],
      ['joins without an end', many('40/staff,')],
      [
        'parts that never come',
        (wire) =>
          wire.say(
            `45100000-${space}["status",{"_placeholder":true,"num":0}]`,
            ...Array.from({ length: 60 }, () => Buffer.from('x')),
          ),
      ],
      ['parts that nobody announced', (wire) => wire.say(...Array.from({ length: 60 }, () => Buffer.from('x')))],
      [
        'a part of a number that is none',
        (wire) =>
          wire.say(
            `451-${space}["status",{"_placeholder":true,"num":"__proto__"}]`,
            Buffer.from('x'),
            `45-1-${space}["x"]`,
          ),
      ],
      [
        'packets that are none',
        (wire) =>
          wire.say('4', '42', '42[', '4x', '9', 'b', '42/staff,[', '49/staff,', '42{"__proto__":1}', '43/staff,1'),
      ],
      ['frames that are none', (wire) => wire.raw(Buffer.from([0x01, 0x02, 0xff, 0x00, 0x8f, 0x10, 0xc1, 0xff]))],
      ['a frame without a mask', (wire) => wire.raw(Buffer.from([0x81, 0x01, 0x33]))],
      [
        'arguments that go deep',
        (wire) => wire.say(`42${space}["status",${'['.repeat(20_000)}${']'.repeat(20_000)}]`),
        true,
      ],
      [
        'names that mean something',
        (wire) => wire.say(...events.map((event) => `42${space}${JSON.stringify([event, { length: 1e9 }])}`)),
        true,
      ],
      [
        'pieces of a frame without an end',
        (wire) => wire.raw(Buffer.concat(Array.from({ length: 20_000 }, () => Buffer.from([0x01, 0x80, 0, 0, 0, 0])))),
        false,
      ],
    ];
    const known: Record<string, string>[] = [];
    for (const _ of offences) known.push(await headers());
    await each(offences, 8, async ([name, offence, mayStay], at) =>
      offend(`${who}: ${name}`, known[at] ?? {}, join, offence, mayStay ?? false),
    );
  }

  over = true;
  await work;
  faults.push(...(await ground.backToBase(before)), ...(await ground.goodUpload()));
  // What was let go of is given back when the garbage is next collected.
  for (let tries = 0; tries < 50 && ground.held().rssMb > before.rssMb + growthMb; tries += 1) await wait(100);
  const after = ground.held().rssMb;
  if (after > before.rssMb + growthMb) faults.push(`the box grew from ${before.rssMb} to ${after} MB`);
  if ((await openWire(url, await screen())).status !== 101)
    faults.push('a screen that means well is not let in afterwards');
  return {
    counts: {
      connects,
      handshakes: tally(statuses),
      held,
      dropped,
      staffAsked: answered.length,
      staffP99Ms: percentile(answered, 0.99),
      rssMb: `${before.rssMb} -> ${after}`,
    },
    faults,
  };
}
