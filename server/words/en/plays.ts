import type { Words } from '../zh-CN.ts';

export const plays: Words['plays'] = {
  title: 'What it showed',
  today: 'Today',
  week: 'Last 7 days',
  days: 'Which days',
  shown: (span) => `Showed something for ${span}`,
  offline: (span) => `, ${span} of it without the box`,
  none: 'Nothing was shown in these days yet',
  noneToday: 'Nothing was shown today yet',
  photos: 'Photos seen longest',
  photo: (span, times) => `${span}, ${times === 1 ? 'once' : `${times.toLocaleString('en')} times`}`,
  stuck: {
    silent: (name) => `${name} is connected, but does not answer`,
    stuck: (name) => `The picture on ${name} stands still`,
  },
  stuckHelp: 'A reload mostly helps: its photos are kept on the screen. If not, switch its power off and on.',
  reload: 'Reload',
  reloaded: (name) => `${name} was told to reload`,
};
