import { expect, test } from 'vitest';
import type { Actor } from '../box/actor.ts';
import { newId } from '../ids.ts';
import { noContent } from './content.ts';
import { emptyProgramme } from './course.ts';
import { newPlaying } from './playing.ts';
import { earOf, mayLead } from './reach.ts';

const everything: Actor = { id: newId(1), name: 'a', role: 'staff', projectIds: null, by: 'session' };
const some: Actor = { ...everything, projectIds: [newId(2)] };
const playing = (shows: { galleryId: string; linkId: null }[]) =>
  newPlaying(emptyProgramme(newId(3), 0), { shows, seconds: 8, playlist: null, alone: false, seen: new Map() });

test('a new screen is everybody’s, and one of which nobody has read yet what it shows is for those who see all', () => {
  expect(mayLead(some, { playing: playing([]) })).toBe(true);
  const unread = { playing: playing([{ galleryId: newId(4), linkId: null }]) };
  expect([mayLead(some, unread), mayLead(everything, unread)]).toEqual([false, true]);
});

test('somebody who may see some projects hears of the screens in reach, and once of one that has left it', () => {
  const screen = { playing: playing([]) };
  const screens = new Map([['s', screen]]);
  const showing = (projectId: string) => ({
    playing: { ...playing([]), content: { ...noContent, projectIds: new Set([projectId]) } },
  });
  const [mine, all] = [earOf(screens, some), earOf(screens, everything)];
  const heard = () => [mine({ screenId: 's' }), all({ screenId: 's' })];
  expect(heard()).toEqual([true, true]);
  screens.set('s', showing(newId(9)));
  expect([heard(), heard()]).toEqual([
    [true, true],
    [false, true],
  ]);
  screens.set('s', showing(some.projectIds?.[0] as string));
  expect(heard()).toEqual([true, true]);
  screens.delete('s');
  expect([heard(), heard()]).toEqual([
    [true, true],
    [false, true],
  ]);
});

test('of a playlist they hear who may see all the projects that it names', () => {
  const [mine, all] = [earOf(new Map(), { ...some, projectIds: [newId(2), newId(5)] }), earOf(new Map(), everything)];
  const heard = (...projectIds: string[]) => [mine, all].map((ear) => ear({ playlistId: newId(6), projectIds }));
  expect([heard(), heard(newId(7))]).toEqual([
    [true, true],
    [false, true],
  ]);
});
