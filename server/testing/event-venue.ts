import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Playlist } from '#contract/playlists.ts';
import { newId } from '../ids.ts';
import type { TestBox } from './box.ts';
import type { LedgerLink } from './event-ledger.ts';
import { makePhoto } from './photos.ts';
import { pairScreen, type TestScreen, until } from './screens.ts';

/** The days on which it is played: a Friday, the day after, and a Tuesday. */
export const eventDays = ['2027-09-17', '2027-09-18', '2027-09-21'] as const;
export const publicOrigin = 'https://photos.example';
const minute = 60_000;

/** A link with what guests need of it. */
export interface EventLink extends LedgerLink {
  readonly name: string;
  readonly token: string;
}

/** Two projects with all that is in them before anybody comes. */
export interface Venue {
  readonly projectId: string;
  readonly otherId: string;
  /** Photos of a gallery, in order. */
  readonly photos: Readonly<Record<GalleryName, readonly string[]>>;
  readonly galleries: Readonly<Record<GalleryName, string>>;
  readonly links: Readonly<Record<LinkName, EventLink>>;
  readonly recipients: Readonly<Record<'press' | 'bank' | 'late', string>>;
  readonly screens: readonly (TestScreen & { readonly id: string })[];
  /** The sponsor's scene, the photos', and the place of each screen's code: what stands behind the link's address, and what it is called. */
  readonly sponsorItem: string;
  readonly photosItem: string;
  readonly places: readonly { readonly text: string; readonly called: string }[];
}
export type GalleryName = 'main' | 'side' | 'vip' | 'flat';
export type LinkName =
  | 'sand'
  | 'gift'
  | 'press'
  | 'bank'
  | 'late'
  | 'second'
  | 'stage'
  | 'expired'
  | 'revoked'
  | 'spent'
  | 'share'
  | 'soon'
  | 'device'
  | 'secret'
  | 'flat';

const sizes: Readonly<Record<GalleryName, number>> = { main: 5, side: 3, vip: 2, flat: 2 };
export const galleryTitles: Readonly<Record<GalleryName, string>> = {
  main: '主会场',
  side: '分论坛',
  vip: '答谢晚宴',
  flat: '样板间',
};

/** Makes both projects. */
export async function buildVenue(box: TestBox): Promise<Venue> {
  const call = <T>(method: string, path: string, body?: unknown) => box.owner.call<T>(method, path, body);
  await call('PATCH', '/api/settings', { timeZone: 'Asia/Shanghai', homeRegion: 'CN/浙江' });
  const projectId = (await box.project('秋季发布会')).id;
  const otherId = (await box.project('云栖苑', 'estate')).id;
  const [photos, galleries] = [{} as Record<GalleryName, string[]>, {} as Record<GalleryName, string>];
  let seed = 4200;
  for (const name of Object.keys(sizes) as GalleryName[]) {
    const of = name === 'flat' ? otherId : projectId;
    const files = await Promise.all(
      Array.from({ length: sizes[name] }, async (_, at) => {
        seed += 1;
        return {
          name: `${galleryTitles[name]} ${at + 1}.jpg`,
          data: await makePhoto({ width: 320, height: 200, seed }),
        };
      }),
    );
    photos[name] = (await box.bring(of, files)).map(({ id }) => id);
    const input = { title: galleryTitles[name], photoIds: photos[name] };
    galleries[name] = (await call<Gallery>('POST', `/api/projects/${of}/galleries`, input)).id;
  }
  const recipient = async (name: string, company: string) =>
    (await call<{ id: string }>('POST', `/api/projects/${projectId}/recipients`, { name, company })).id;
  const recipients = {
    press: await recipient('王楠', '影像周刊'),
    bank: await recipient('李岩', '蓝海银行'),
    late: await recipient('赵敏', '晨光传媒'),
  };
  const link = async (
    name: LinkName,
    of: readonly GalleryName[],
    input: Record<string, unknown> = {},
  ): Promise<EventLink> => {
    const project = of.includes('flat') ? otherId : projectId;
    const { recipientId, ...rest } = input;
    const galleryIds = of.map((one) => galleries[one]);
    const wish = {
      galleryIds,
      for: 'many',
      ...rest,
      ...(recipientId !== undefined && { recipientIds: [recipientId] }),
    };
    const answer = await call<Link | { items: Link[] }>('POST', `/api/projects/${project}/links`, wish);
    const made = 'items' in answer ? (answer.items[0] as Link) : answer;
    const { id, audience, placement, token } = made;
    const whose = { recipientId: (recipientId as string | undefined) ?? null };
    return { name, id, projectId: project, audience, placement, token: token as string, galleryIds, ...whose };
  };
  const one = (audience: string, recipientId: string, policy: object) => ({
    audience,
    recipientId,
    policy,
    for: 'one',
  });
  const in10 = (minutes: number) => new Date(box.time.wall() + minutes * minute).toISOString();
  const original = { download: 'original' };
  const links: Record<LinkName, EventLink> = {
    sand: await link('sand', ['main'], { audience: 'event.attendee', placement: '沙盘' }),
    gift: await link('gift', ['main'], {
      audience: 'event.attendee',
      placement: '礼品袋',
      policy: { download: 'screen' },
    }),
    press: await link('press', ['main', 'side', 'vip'], one('event.media', recipients.press, original)),
    bank: await link('bank', ['side'], one('event.sponsor', recipients.bank, original)),
    late: await link('late', ['side'], one('event.sponsor', recipients.late, original)),
    second: await link('second', ['vip'], one('event.media', recipients.press, original)),
    stage: await link('stage', ['main'], { label: '大屏' }),
    expired: await link('expired', ['main'], { policy: { expiresAt: in10(30) } }),
    revoked: await link('revoked', ['main']),
    spent: await link('spent', ['main'], { policy: { maxOpens: 1 } }),
    share: await link('share', ['main'], { policy: { maxOpensPerVisitor: 1 } }),
    soon: await link('soon', ['main'], { policy: { opensAt: in10(20 * 24 * 60) } }),
    device: await link('device', ['main'], { policy: { maxDevices: 1 } }),
    secret: await link('secret', ['main'], { policy: { password: '会场2026' } }),
    flat: await link('flat', ['flat']),
  };
  const sponsorItem = newId(box.time.wall());
  const [photosItem, codeItem] = [newId(box.time.wall()), newId(box.time.wall())];
  const poster = { kind: 'poster', seconds: 10, galleryId: galleries.main };
  const items = [
    { ...poster, id: codeItem, title: '扫码领取', code: { kind: 'link', linkId: links.stage.id } },
    { ...poster, id: sponsorItem, title: '蓝海银行', code: { kind: 'none' } },
    { kind: 'photos', id: photosItem, seconds: 8, galleryId: galleries.main, code: { kind: 'none' } },
  ];
  const { id } = await call<Playlist>('POST', '/api/playlists', { name: '大屏', projectId, items, confirm: true });
  const screens = [await pairScreen(box, '主舞台'), await pairScreen(box, '入口')];
  for (const screen of screens) await call('PATCH', `/api/screens/${screen.id}`, { playlistId: id, confirm: true });
  const places: Venue['places'][number][] = [];
  for (const screen of screens) {
    const named = () =>
      box.kit.db.read
        .selectFrom('screen_places')
        .select(['number', 'screen_name', 'scene_name'])
        .where('screen_id', '=', screen.id)
        .where('item_id', '=', codeItem)
        .executeTakeFirst();
    const place = await until(named);
    places.push({ text: place.number.toString(36), called: `${place.screen_name} ${place.scene_name}` });
  }
  return { projectId, otherId, photos, galleries, links, recipients, screens, sponsorItem, photosItem, places };
}
