import '../thread-pool.ts';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { startBox } from '../start.ts';
import { fastTime } from './fast.ts';

// A box whose time runs faster, in a process of its own that may be killed. Time goes on from the same moment after it.
const { MAIIMG_SOAK_SPEED = '1', MAIIMG_SOAK_SINCE = '0' } = process.env;
const log = pino({ level: 'warn' }, pino.destination(2));
const { localUrl, guestUrl } = await startBox({
  config: readConfig(process.env),
  log,
  time: fastTime({ speed: Number(MAIIMG_SOAK_SPEED), since: Number(MAIIMG_SOAK_SINCE) }),
  onFatal: (error) => {
    throw error;
  },
});
process.stdout.write(`${JSON.stringify({ msg: 'ready', localUrl, guestUrl })}\n`);
