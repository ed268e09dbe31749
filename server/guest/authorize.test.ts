import { expect, test } from 'vitest';
import { boxOperations } from '#contract/box.ts';
import type { Download } from '#contract/links.ts';
import { operations } from '#contract/operations.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { StoredLink } from '../links/table.ts';
import type { Visit } from '../visits/running.ts';
import { authorize } from './authorize.ts';

const now = 1_000_000;
const link: StoredLink = {
  ...{
    id: 'link',
    projectId: 'p',
    projectTitle: '',
    tokenHash: '',
    edition: 3,
    galleryIds: ['g'],
    label: '',
    audience: null,
  },
  ...{ placement: null, meantFor: 'one', maxOpens: 10, maxOpensPerVisitor: null, opensAt: null, expiresAt: null },
  ...{
    expiresWithProject: false,
    download: 'original',
    watermark: 'off',
    audienceNames: null,
    projectLogo: null,
    visitSeconds: null,
    maxDevices: null,
    refreshDays: null,
    freshAt: null,
    preview: false,
    nextSteps: [],
    nextTaps: 0,
    follows: false,
    passwordHash: null,
    passwordEdition: 0,
    opens: 1,
    downloads: 0,
    lastOpenAt: null,
  },
  ...{ createdAt: 0, updatedAt: 0, revokedAt: null, revokedWhy: null },
  ...{ feedback: false, recipient: null, batch: null, screenId: null, madeBy: null },
};
const visit: Visit = {
  ...{ id: 'visit', linkId: 'link', visitor: 'v', standIn: false, nonce: null, linkEdition: 3, passwordEdition: 0 },
  ...{ openedAt: 0, endsAt: now * 2 },
};
const photo: ShownPhoto = {
  ...{
    id: 'photo',
    hash: 'h',
    edition: 1,
    name: 'a.jpg',
    title: '',
    caption: '',
    format: 'jpeg',
    bytes: 1,
    width: 1,
    height: 1,
  },
  ...{ thumbhash: null, takenAt: null, panorama: true, state: 'ready' },
};

type Wanted =
  | ('page' | 'live' | 'events' | 'zip' | 'thumb' | 'screen' | 'pano' | 'original' | 'save')
  | ('heart' | 'hide' | 'kiosk' | '');
const photos = ['thumb', 'screen', 'pano', 'original', 'save', 'heart', 'hide'];
const strange = ['kiosk', ''];

/** A row of the table: who asks of which link, and the code that every route and size answers, or the rule where they differ. */
type Row = [
  state: string,
  visit: Visit | undefined,
  link: Partial<StoredLink>,
  verdict: string | ((wanted: Wanted) => string),
];
const allowed = (wanted: Wanted) =>
  strange.includes(wanted) ? 'size_not_available' : wanted === 'heart' ? 'feedback_off' : 'ok';
const withFeedback = (wanted: Wanted) => (wanted === 'heart' ? 'ok' : allowed(wanted));
const withDownload = (download: Download) => (wanted: Wanted) => {
  const none = download === 'off' && (wanted === 'save' || wanted === 'zip');
  return none || (wanted === 'original' && download !== 'original') ? 'download_off' : allowed(wanted);
};
const rows: Row[] = [
  ['a visit that runs', visit, {}, allowed],
  ['a visit that took the last open', visit, { maxOpens: 1, opens: 1 }, allowed],
  ['download off', visit, { download: 'off' }, withDownload('off')],
  ['download of the screen size', visit, { download: 'screen' }, withDownload('screen')],
  ['feedback on', visit, { feedback: true }, withFeedback],
  ['feedback on, and used up', visit, { feedback: true, maxOpens: 1, opens: 1 }, withFeedback],
  ['feedback on, and no visit', undefined, { feedback: true }, 'no_visit'],
  ['the right password', { ...visit, passwordEdition: 2 }, { passwordHash: 'x', passwordEdition: 2 }, allowed],
  ['a password that was taken away', { ...visit, passwordEdition: 1 }, { passwordEdition: 2 }, allowed],
  // A forged pass and a visit that lapsed are no visit: they are not among those that run.
  ['no visit', undefined, {}, 'no_visit'],
  ['the visit of another link', { ...visit, linkId: 'other' }, {}, 'no_visit'],
  ['a visit by an address that was replaced', { ...visit, linkEdition: 2 }, {}, 'no_visit'],
  [
    'the password of before',
    { ...visit, passwordEdition: 1 },
    { passwordHash: 'x', passwordEdition: 2 },
    'password_required',
  ],
  ['no password', visit, { passwordHash: 'x', passwordEdition: 1 }, 'password_required'],
  ['a revoked link', visit, { revokedAt: now - 1 }, 'link_revoked'],
  ['an expired link', visit, { expiresAt: now }, 'link_expired'],
  ['a link that is not open yet', visit, { opensAt: now + 1 }, 'link_not_open_yet'],
  ['a revoked link, and no visit', undefined, { revokedAt: now - 1 }, 'link_revoked'],
];
const wanted: Wanted[] = ['page', 'live', 'events', 'zip', ...(photos as Wanted[]), 'kiosk', ''];
const cells = rows.flatMap(([state, who, more, verdict]) =>
  wanted.map(
    (size) => [state, size, who, { ...link, ...more }, typeof verdict === 'string' ? verdict : verdict(size)] as const,
  ),
);

test.each(cells)('with %s, "%s" is judged', (_state, size, who, of, verdict) => {
  expect(authorize(who, of, photo, size, now)?.code ?? 'ok').toBe(verdict);
});

test.each(cells.filter(([, size]) => photos.includes(size)))(
  'with %s, "%s" of a photo that is no panorama is judged the same, but for the size of one',
  (_state, size, who, of, verdict) => {
    const flat = authorize(who, of, { ...photo, panorama: false }, size, now)?.code ?? 'ok';
    expect(flat).toBe(size === 'pano' && verdict === 'ok' ? 'size_not_available' : verdict);
  },
);

test.each(wanted.filter((size) => photos.includes(size)))(
  '%s of a photo that is not in the link is unknown',
  (size) => {
    expect(authorize(visit, { ...link, feedback: true }, undefined, size, now)?.code).toBe('not_found');
  },
);

test.each(wanted.filter((size) => photos.includes(size)))(
  '%s of a photo that is not ready is not handed out',
  (size) => {
    expect(authorize(visit, { ...link, feedback: true }, { ...photo, state: 'processing' }, size, now)?.code).toBe(
      'photo_not_ready',
    );
  },
);

const dead: [string, Partial<StoredLink>][] = [
  ['revoked', { revokedAt: now - 1 }],
  ['expired', { expiresAt: now }],
  ['not open yet', { opensAt: now + 1 }],
  ['used up', { maxOpens: 1, opens: 1 }],
];

test('a next step is for visits while the link opens, and for everybody where its closed page shows it', () => {
  const judged = (who: Visit | undefined, more: Partial<StoredLink>, wanted: string) =>
    authorize(who, { ...link, ...more }, undefined, wanted, now)?.code ?? 'ok';
  expect(judged(visit, {}, 'next')).toBe('ok');
  expect(judged(undefined, {}, 'next')).toBe('no_visit');
  expect(judged({ ...visit, linkId: 'other' }, {}, 'next')).toBe('no_visit');
  expect(judged(visit, { passwordHash: 'x', passwordEdition: 1 }, 'next')).toBe('password_required');
  for (const [, more] of dead) expect(judged(undefined, more, 'next')).toBe('ok');
  // Whose closed page it was, the mark in its address has proved.
  for (const [, more] of [...dead, ['live', {}] as const]) expect(judged(undefined, more, 'closed')).toBe('ok');
});

test.each(dead)('a preview is for links that allow it, not for one that is %s, and needs no visit', (_, more) => {
  const judged = (of: Partial<StoredLink>, cover: ShownPhoto | undefined = photo) =>
    authorize(undefined, { ...link, ...of }, cover, 'preview', now)?.code ?? 'ok';
  expect(judged({ preview: true })).toBe('ok');
  expect(judged({ preview: false })).toBe('not_found');
  expect(authorize(undefined, { ...link, preview: true }, undefined, 'preview', now)?.code).toBe('not_found');
  expect(judged({ preview: true }, { ...photo, state: 'processing' })).toBe('not_found');
  expect(judged({ preview: true, ...more })).toMatch(/^link_/);
});

test('every guest route is in the table, or gives nothing of a link', () => {
  /** What each route asks the gate for. */
  const judged: Record<string, string> = {
    ...{
      linkPage: 'page',
      linkPageUpper: 'page',
      placePage: 'page',
      placePageUpper: 'page',
      open: 'page',
      handOver: 'page',
      tellPace: 'page',
      live: 'live',
    },
    guestEvents: 'events',
    ...{ guestImage: 'thumb screen pano original', savePhoto: 'save', downloadZip: 'zip' },
    ...{ heartPhoto: 'heart', askToHide: 'hide' },
    ...{ next: 'next closed', nextTap: 'next closed', nextPicture: 'next closed', previewImage: 'preview' },
    welcomePage: 'preview',
  };
  const harmless = [
    'openAgain',
    'guestAsset',
    'readLogoGuest',
    'answerCheck',
    'askMore',
    'welcomeGoOn',
    'captivePortal',
    'housePage',
    'markHouse',
    ...Object.keys(boxOperations),
  ];
  const routes = operations.filter(({ door, id }) => door !== 'local' && !harmless.includes(id)).map(({ id }) => id);
  expect(routes.toSorted()).toEqual(Object.keys(judged).toSorted());
  const tried = [...wanted, 'next', 'closed', 'preview'];
  for (const each of Object.values(judged).flatMap((asked) => asked.split(' '))) expect(tried).toContain(each);
});
