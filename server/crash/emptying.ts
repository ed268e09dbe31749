import '../thread-pool.ts';
import { pino } from 'pino';
import { machineTime } from '../clock.ts';
import { readConfig } from '../config.ts';
import { emptyTrash, trashMs } from '../library/recover.ts';
import { startBox } from '../start.ts';

// A box as it is when what lies in its trash is over, a week from now: SIGUSR2 empties the trash, and it says how that went.
const log = pino();
const box = await startBox({
  config: readConfig(process.env),
  log: pino({ level: 'silent' }),
  time: { ...machineTime, wall: () => machineTime.wall() + trashMs + 3_600_000 },
  onFatal: () => process.exit(1),
});
process.on('SIGUSR2', () => {
  emptyTrash(box.kit).then(
    ({ files }) => log.info({ files }, 'emptied'),
    (error: NodeJS.ErrnoException) => log.info({ code: error.code }, 'not emptied'),
  );
});
log.info({ localUrl: box.localUrl, guestUrl: box.guestUrl }, 'ready');
