import './thread-pool.ts';
import { url as inspectorUrl } from 'node:inspector';
import { pino } from 'pino';
import { markRunning } from '../provisioning/ready/running.mjs';
import { resetPassword } from './box/reset-password.ts';
import { check } from './check.ts';
import { BadConfig, type Config, readConfig } from './config.ts';
import { startWatchdog } from './liveness.ts';
import { startBox } from './start.ts';

const exit = { stopped: 0, failed: 1, badConfig: 2 } as const;
/** A stop that hangs is cut after this. */
const stopWithinMs = 9500;

await main();

async function main(): Promise<void> {
  // Whatever the box writes is for its own user alone.
  process.umask(0o077);
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    process.stderr.write(`Maiimg Box cannot start: ${error.message}\n`);
    process.exit(exit.badConfig);
  }
  const argv = process.argv.slice(3);
  if (process.argv[2] === 'reset-password') process.exit(await resetPassword(config, argv));
  if (process.argv[2] === 'check') process.exit(await check(config, argv));

  markRunning();
  // Whoever debugs stops the loop at will.
  if (inspectorUrl() === undefined) startWatchdog();
  const log = pino({ level: config.logLevel });
  const end = (error: Error, message: string): never => {
    log.fatal({ err: error }, message);
    log.flush();
    process.exit(exit.failed);
  };
  process.on('uncaughtException', (error) => end(error, 'a fault nobody caught'));

  const starting = startBox({
    config,
    log,
    onFatal: (error) => end(error, 'the disk or the database cannot be relied on'),
  });
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to npm and to us: the second signal is the same wish.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(exit.stopped), stopWithinMs).unref();
    void starting.then((running) => running.stop()).then(() => process.exit(exit.stopped));
  };
  // Before the box says that it is ready: whoever waits for that may end it at once.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  try {
    const { localUrl, guestUrl, claimCode, origins } = await starting;
    // Whoever started the box waits for this line, whatever else is left out of the log.
    const always = log.child({}, { level: 'info' });
    always.info({ localUrl, guestUrl, ...(claimCode === undefined ? {} : { claimCode }) }, 'ready');
    if (process.stdout.isTTY) process.stdout.write(greeting(localUrl, origins.public ?? origins.local, claimCode));
  } catch (error) {
    process.stderr.write(`Maiimg Box cannot start: ${(error as Error).message}\n`);
    log.debug({ err: error }, 'start failed');
    process.exit(exit.failed);
  }
}

/** For whoever sits at the console, beside the log's lines. */
function greeting(localUrl: string, guestOrigin: string, claimCode: string | undefined): string {
  const claim = claimCode === undefined ? '' : `  claim code  ${claimCode}  (open the first address and enter it)\n`;
  return `\nMaiimg Box is ready.\n  for staff   ${localUrl}/admin/\n  for guests  ${guestOrigin}\n${claim}\n`;
}
