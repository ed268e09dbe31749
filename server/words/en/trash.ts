import type { trash as shape } from '../zh-CN/trash.ts';

const n = (count: number) => count.toLocaleString('en');
const some = (count: number, one: string, many = `${one}s`) => `${n(count)} ${count === 1 ? one : many}`;
const named = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

export const trash = {
  loss: {
    links: (links: number, visitors: number) =>
      `${some(links, 'link')} will no longer open${visitors === 0 ? '' : `; ${some(visitors, 'person has', 'people have')} opened ${links === 1 ? 'it' : 'them'}`}.`,
    noLinks: 'No link stops opening because of it.',
    codes: (names: readonly string[], more: number) =>
      `Codes that may be printed are among them: ${named(names)}${more === 0 ? '' : ` and ${n(more)} more`}.`,
    at: (placement: string, name: string) => `${placement}, ${name}`,
    batch: (label: string, codes: number, opened: number) =>
      `A batch${label === '' ? '' : ` “${label}”`} of ${some(codes, 'code')} will no longer open${opened === 0 ? '' : `; ${n(opened)} of them were used`}.`,
    screens: (names: readonly string[]) =>
      `${names.length === 1 ? 'The screen' : 'The screens'} ${named(names)} will stop showing it.`,
    project: (galleries: number, photos: number) =>
      `${some(galleries, 'gallery', 'galleries')} and ${some(photos, 'photo')} go to the trash.`,
    photosStay: 'The photos stay in the library.',
    back: 'For 7 days it can be brought back, and printed codes then open again.',
    archive: 'Photos and records are kept, and nothing can be changed. Taken out again, its links go on as they were.',
  },
  projects: {
    title: 'Trash',
    lead: 'Deleted projects stay here for 7 days. Restored, they come back with galleries, photos and printed codes.',
    back: 'All projects',
    empty: 'The trash is empty',
    emptyHelp: 'Deleted projects come here first and can be restored for 7 days.',
    has: (galleries: number, photos: number, links: number) =>
      `${some(galleries, 'gallery', 'galleries')}, ${some(photos, 'photo')}; ${some(links, 'link')} would open again`,
    deleted: (when: string) => `deleted ${when}`,
  },
  days: (days: number) => (days <= 0 ? 'Gone today' : `${some(days, 'day')} left`),
  restore: 'Restore',
  restoring: 'Restoring',
  restored: (title: string) => `“${title}” is back`,
  see: 'Have a look',
  recalled: {
    all: (screens: number, phones: number) =>
      screens + phones === 0
        ? 'Nobody had it open when it was withdrawn'
        : `Gone from ${[screens > 0 ? some(screens, 'screen') : '', phones > 0 ? some(phones, 'phone') : ''].filter(Boolean).join(' and ')}`,
    some: (screens: readonly string[], phones: number) =>
      `Not gone yet: ${[...screens, ...(phones > 0 ? [some(phones, 'phone')] : [])].join(', ')}`,
    away: (screen: string) => `${screen} (not connected, goes when it is back)`,
  },
  galleries: {
    title: 'Deleted galleries',
    photosTitle: 'Withdrawn photos',
    has: (photos: number, links: number) =>
      `${some(photos, 'photo')}${links === 0 ? '' : `; ${some(links, 'link')} would open again`}`,
    byBox: 'cleaned up by itself',
  },
  cleanUp: {
    title: 'Clean-up',
    on: 'Clean up by itself',
    help: 'So many days after its last link ended, a gallery goes to the trash, and stays there for 7 more. Photos that are in no other gallery go with it.',
    days: 'After how many days',
    daysUnit: 'days',
    daysWrong: 'A whole number from 1 to 3650, please.',
    never:
      'Never taken: galleries with a link that opens, on a screen, kept, or in the archive, and those that are used up but not over.',
    previewNone: (days: number) => `With ${some(days, 'day')}, no gallery would go now.`,
    preview: (days: number, count: number, photos: number, size: string) =>
      `With ${some(days, 'day')}, ${some(count, 'gallery', 'galleries')} would go, with ${some(photos, 'photo')}: ${size}.`,
    list: 'See which',
    off: 'The clean-up is switched off.',
    paused: 'The clock of this machine cannot be right; until it is, nothing is cleaned up.',
    page: 'Galleries to be cleaned up',
    lead: (days: number) =>
      `Galleries whose links have all been over for ${some(days, 'day')} go to the trash. “Keep” leaves one for good.`,
    empty: 'Nothing to clean up',
    emptyHelp: 'Galleries all of whose links are over are listed here first.',
    ended: (when: string) => `Its last link ended ${when}`,
    goes: (when: string) => `goes ${when}`,
    goesNow: 'goes within the hour',
    has: (photos: number, size: string) =>
      photos === 0 ? 'Its photos are in other galleries too' : `${some(photos, 'photo')}, ${size}`,
    keep: 'Keep',
    kept: (title: string) => `“${title}” will be kept`,
    settings: 'Change the days',
    need: (count: number, when: string) => `${some(count, 'gallery', 'galleries')} will be cleaned up ${when}`,
    needHelp: (photos: number, size: string) =>
      photos === 0
        ? 'Their links have been over for long.'
        : `Their links have been over for long. ${some(photos, 'photo')} go to the trash with them, ${size}.`,
    needAct: 'See which',
  },
  link: {
    gallery: (when: string) => `Its gallery was deleted ${when}; the code opens nothing.`,
    galleryHelp: 'Restore the gallery, and the same code works again.',
    void: (when: string) => `Made void ${when}; the code opens nothing.`,
    toTrash: 'See the trash',
    unnamed: 'A link without galleries',
  },
  preview: {
    act: 'Preview link',
    label: 'Preview',
    made: 'Preview link made: 10 opens, 3 days, no download, feedback on',
  },
} satisfies typeof shape;
