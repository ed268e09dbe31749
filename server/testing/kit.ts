import { pino } from 'pino';
import { makeChanges } from '../changes.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { openKeys } from '../keys.ts';
import type { Kit } from '../kit.ts';
import { openFiles } from '../store/files.ts';
import { type TestTime, testTime } from './clock.ts';
import { testDatabase, testFolder } from './database.ts';

export interface TestKit extends Kit {
  readonly time: TestTime;
}

/** The tools that rooms are handed, on a new database and folder that go with the test; nothing listens anywhere. */
export async function testKit(
  time: TestTime = testTime(),
  env: Readonly<Record<string, string>> = {},
): Promise<TestKit> {
  const data = await testFolder();
  const log = pino({ level: 'silent' });
  return {
    db: await testDatabase(),
    files: await openFiles(data),
    changes: makeChanges(log),
    config: readConfig({ MAIIMG_DATA: data, ...env }),
    clock: makeClock(time),
    keys: await openKeys(data),
    log,
    time,
  };
}
