import { ownerPassword } from './box.ts';
import { eventPhone } from './event-phone.ts';
import type { EventPlay } from './event-play.ts';
import { eventDays, publicOrigin } from './event-venue.ts';

const [friday, saturday, tuesday] = eventDays;

/** Programs that fetch addresses for others, by what they say of themselves. */
const robots = [
  'WhatsApp/2.23.20.0',
  'Slackbot-LinkExpanding 1.0',
  'facebookexternalhit/1.1',
  'Mozilla/5.0 (compatible; Googlebot/2.1)',
];

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Friday: people come, look, save, are kept out; programs and staff come too. */
export async function playFriday(play: EventPlay): Promise<void> {
  play.clock(friday, '09:05');
  const atSand = await play.open(range(0, 11), 'sand');
  play.clock(friday, '09:09');
  // 1 to 12 s at one photo, 2 s at the next.
  await Promise.all(
    atSand.map((one, at) =>
      play.look(one, 'main', [
        [at % 5, at + 1],
        [(at + 1) % 5, 2],
      ]),
    ),
  );

  play.clock(friday, '10:05');
  const withGift = await play.open(range(12, 19), 'gift');
  play.clock(friday, '10:08');
  for (const one of withGift.slice(0, 4)) await play.save(one, 'main', 0);
  // Once more by the same visit is no download more.
  await play.save(withGift[0] as (typeof withGift)[number], 'main', 0);
  await Promise.all(withGift.slice(4).map((one) => play.look(one, 'main', [[4, 30]])));

  play.clock(friday, '11:05');
  await play.open([20, 21, 22], 'stage', { place: 0 });
  await play.open([23, 24], 'stage', { place: 1 });
  await play.open([25], 'stage');

  play.clock(friday, '12:05');
  const [writer, editor] = await play.open([26, 27], 'press');
  if (!writer || !editor) throw new Error('nobody of the press came');
  play.clock(friday, '12:09');
  await play.look(writer, 'main', [[0, 5]]);
  await play.look(writer, 'side', [[1, 8]]);
  await play.zip(writer, 'main');
  // One of them again by itself: it is saved already.
  await play.save(writer, 'main', 2);
  await play.save(editor, 'side', 0);

  play.clock(friday, '13:05');
  const [banker] = await play.open([28], 'bank');
  play.clock(friday, '13:07');
  if (banker) await play.tick(banker, 'side', [0, 2]);

  await keepOut(play);
  await nobody(play);

  play.clock(friday, '17:05');
  const { sponsorItem, photos } = play.venue;
  const [first] = photos.main;
  await play.showed(0, [
    { photo: first as string, times: 3, seconds: 8 },
    { item: sponsorItem, times: 2, seconds: 30 },
  ]);
  await play.showed(1, [
    { photo: photos.main[1] as string, times: 1, seconds: 10 },
    { item: sponsorItem, times: 1, seconds: 20 },
  ]);

  play.clock(friday, '23:50');
  const [late] = await play.open([42], 'gift');
  if (!late) throw new Error('nobody came late');
  play.clock(friday, '23:55');
  await play.look(late, 'main', [[0, 10]]);
  play.clock(saturday, '00:10');
  await play.look(late, 'main', [[1, 5]]);
  await play.lookOn(late, 'main', 0, 3);
  await play.save(late, 'main', 2);
}

/** Every reason for which a phone is not let in. */
async function keepOut(play: EventPlay): Promise<void> {
  const { box, venue } = play;
  play.clock(friday, '14:02');
  await box.owner.call('DELETE', `/api/links/${venue.links.revoked.id}`);
  await play.refused(30, 'expired', 'expired');
  await play.refused(30, 'expired', 'expired', { counts: false });
  await play.refused(31, 'expired', 'expired');
  await play.refused(32, 'revoked', 'revoked');
  await play.open([33], 'spent');
  await play.refused(34, 'spent', 'used_up');
  await play.ask(34, 'spent');
  await play.open([35], 'share');
  await play.refused(36, 'soon', 'not_open_yet');
  await play.open([37], 'device');
  await play.refused(38, 'device', 'devices');
  // Five wrong ones are judged; the next is not, and is another reason.
  await play.refused(39, 'secret', 'password', { password: 'a guess' });
  for (const wrong of range(2, 5))
    await play.refused(39, 'secret', 'password', { password: `guess ${wrong}`, counts: false });
  await play.refused(39, 'secret', 'attempts', { password: 'guess 6' });
  await play.open([40], 'secret', { password: '会场2026' });
  // Told apart by address and make alone: two opens, one visitor.
  await play.open([41], 'sand');
  await play.open([41], 'sand');
  play.clock(friday, '14:45');
  await play.refused(30, 'expired', 'expired');
  await play.refused(35, 'share', 'used_up_here');
}

/** Programs that look at addresses for others, and somebody of the house. */
async function nobody(play: EventPlay): Promise<void> {
  play.clock(friday, '15:05');
  const doors = { guestUrl: play.box.guestUrl, publicOrigin };
  const { sand, expired, gift } = play.venue.links;
  for (const agent of robots) {
    const robot = eventPhone(doors, { agent });
    await robot.look(sand.token);
    play.leave('sand', 'robots');
  }
  const robot = eventPhone(doors, { agent: robots[0] as string });
  await robot.look(expired.token);
  play.leave('expired', 'robots');
  const signedIn = await play.box.nobody.ask('POST', '/api/session', { username: 'owner', password: ownerPassword });
  const [mark = ''] = signedIn.headers
    .getSetCookie()
    .flatMap((cookie) => /^house=([^;]+)/.exec(cookie)?.slice(1) ?? []);
  const staff = eventPhone(doors, { agent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.50', cookies: { house: mark } });
  const answer = await staff.open(gift.token);
  if (typeof answer === 'string') throw new Error(`staff: ${answer}`);
  play.leave('gift', 'staff');
  const [photo] = answer.chapters.flatMap(({ photos }) => photos);
  await staff.tell(gift.token, [{ type: 'photo_view', photoId: photo?.id, ms: 2000 }]);
  await staff.get(photo?.images.save as string);
}

/** Saturday: some come again, some look at another project as well. */
export async function playSaturday(play: EventPlay): Promise<void> {
  play.clock(saturday, '10:05');
  await play.open(range(0, 5), 'sand');
  const [back] = await play.open([12], 'gift');
  play.clock(saturday, '10:08');
  if (back) {
    await play.save(back, 'main', 0);
    await play.save(back, 'main', 1);
  }
  play.clock(saturday, '11:05');
  const [writer] = await play.open([26], 'press');
  const [second] = await play.open([26], 'second');
  const [atHome] = await play.open([0], 'flat');
  await play.open([43, 44], 'flat');
  play.clock(saturday, '11:09');
  if (writer) await play.look(writer, 'vip', [[0, 20]]);
  if (second) await play.look(second, 'vip', [[1, 4]]);
  if (atHome) await play.look(atHome, 'flat', [[1, 7]]);
  play.clock(saturday, '18:05');
  await play.open([0, 1], 'sand');
  const [first] = play.venue.photos.main;
  await play.showed(0, [{ photo: first as string, times: 1, seconds: 8 }]);
}

/** Tuesday: the press comes a third time; the other project's link is closed. */
export async function playTuesday(play: EventPlay): Promise<void> {
  play.clock(tuesday, '09:05');
  await play.open([26], 'press');
  await play.box.owner.call('DELETE', `/api/links/${play.venue.links.flat.id}`);
  await play.refused(45, 'flat', 'revoked');
}
