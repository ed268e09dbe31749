import type { Moment } from '../moments.ts';
import type { reportPage as shape } from '../zh-CN/report-page.ts';

const figure = (value: number) => value.toLocaleString('en');
const several = (count: number, one: string, many: string) => `${figure(count)} ${count === 1 ? one : many}`;
const times = (count: number) => several(count, 'time', 'times');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const onDay = ({ thisYear, year, month, day }: Moment) => `${day} ${months[month - 1]}${thisYear ? '' : ` ${year}`}`;
const after = (days: number | null) =>
  days === null ? '' : days === 0 ? 'the same day, ' : `${several(days, 'day', 'days')} later, `;
const dayBefore = (today: boolean) => (today ? 'yesterday' : 'the day before');

/** The page of reports, beside what every form of a report says. */
export const reportPage: typeof shape = {
  place: 'Reports',
  see: 'See the report',
  choose: {
    title: 'Whose report?',
    empty: 'No projects yet',
    emptyHelp: 'Once a project has photos and links, who looked at what is told here.',
    other: 'Other project',
  },
  live: 'Live',
  liveHelp: 'Figures move as guests open',
  view: { label: 'Charts or tables', charts: 'Charts', tables: 'Tables' },
  spans: { label: 'Span of time', today: 'Today', 7: '7 days', 30: '30 days', own: 'Custom' },
  span: (from, to) =>
    from.days === to.days
      ? from.days === 0
        ? 'Today'
        : from.days === -1
          ? 'Yesterday'
          : onDay(from)
      : `${onDay({ ...from, thisYear: from.thisYear || to.year === from.year })} – ${onDay(to)}`,
  own: {
    title: 'Custom dates',
    from: 'From',
    to: 'To',
    help: 'Both days are included.',
    wrong: 'Choose two days; the first may not be later than the second.',
    ahead: 'Days to come have no records. Choose up to today.',
    submit: 'Show these days',
  },
  exports: {
    label: 'Export',
    forms: {
      xlsx: 'Excel workbook',
      csv: 'CSV with every open',
      pdf: 'PDF delivery report',
      txt: 'Copy the summary',
      png: 'Long picture (for chats)',
    },
    print: 'Print',
    plan: 'Every evening',
    making: (what) => `Making: ${what}`,
    made: (name) => `Saved: ${name}`,
    copied: 'Summary copied. Paste it in a chat',
    name: (project, from, to) => `${project} visit report ${from}${from === to ? '' : `_${to}`}`,
  },
  sentenceCopied: 'Copied',
  noCopy: 'This browser does not allow copying. Select the text and copy it by hand.',
  filters: {
    label: 'Show only a part',
    all: 'All',
    kinds: {
      audience: 'Audience',
      galleryId: 'Gallery',
      linkId: 'Link',
      recipientId: 'Recipient',
      placement: 'Placement',
    },
    units: 'Unit',
    pages: { galleryId: 'Open the gallery', linkId: 'Open the link', recipientId: 'Open the recipient' },
    one: (kind, name) => `${kind}: ${name}`,
    clear: (kind) => `Clear ${kind.toLowerCase()}`,
    choose: (kind) => `Choose: ${kind.toLowerCase()}`,
    search: 'Search by name',
    clearSearch: 'Clear the search',
    none: 'Nothing found. Try another word.',
    nothing: 'There is nothing to choose in this project yet.',
    more: (count) => `${figure(count)} more. Type a few letters to find them.`,
    gone: 'What this report was about is gone, or is not for you.',
    showAll: 'Show the whole project',
  },
  versus: {
    more: (today, percent) => `${figure(percent)}% more than ${dayBefore(today)}`,
    less: (today, percent) => `${figure(percent)}% less than ${dayBefore(today)}`,
    same: (today) => `As many as ${dayBefore(today)}`,
    none: (today) => `Nobody opened it ${dayBefore(today)}`,
  },
  times: 'looks',
  looks: (count) => several(count, 'look', 'looks'),
  allRows: (count) => `All ${figure(count)}`,
  atHour: (hour, count) => `${hour}:00, ${times(count)}`,
  weekCell: (day, hour, count) => `${weekdays[day] ?? ''} ${hour}:00, ${times(count)}`,
  peakDay: (when, count) => `Peak: ${when}, ${times(count)}`,
  onDays: (when, count) => `${when}, ${times(count)}`,
  dayUnder: ({ month, day }) => `${day} ${months[month - 1]}`,
  photos: {
    by: 'Order by',
    most: 'Looks',
    longest: 'Time',
    label: 'Photos',
    gone: 'Deleted',
    more: (count) => `${figure(count)} more`,
  },
  devices: { by: 'Split by', apps: 'Apps', devices: 'Devices', systems: 'Systems' },
  scans: { by: 'Codes where', placements: 'Placements', places: 'Screens' },
  gallery: (visits, each, downloads) =>
    [
      `${several(visits, 'visit', 'visits')} looked at it`,
      ...(each === '' ? [] : [`${each} a photo`]),
      ...(downloads === 0 ? [] : [several(downloads, 'photo downloaded', 'photos downloaded')]),
    ].join(', '),
  audience: (opened, links, visitors, downloads) =>
    [
      `${figure(opened)} of ${several(links, 'link', 'links')} opened`,
      ...(visitors === null ? [] : [several(visitors, 'visitor', 'visitors')]),
      ...(downloads === 0 ? [] : [several(downloads, 'photo downloaded', 'photos downloaded')]),
    ].join(', '),
  link: (state, visitors, downloads, most) =>
    [
      state,
      several(visitors, 'visitor', 'visitors'),
      ...(downloads === 0 ? [] : [several(downloads, 'photo downloaded', 'photos downloaded')]),
      ...(most === '' ? [] : [`mostly “${most}”`]),
    ].join(', '),
  placement: (links, downloads, refused) =>
    [
      ...(links > 1 ? [several(links, 'link', 'links')] : []),
      ...(downloads === 0 ? [] : [several(downloads, 'photo downloaded', 'photos downloaded')]),
      ...(refused === 0 ? [] : [`${figure(refused)} turned away`]),
    ].join(', '),
  scanned: (screen, scene) => (scene === '' ? screen : `${screen}, ${scene}`),
  screenTotal: (lasting) => `${lasting} in all`,
  shown: (lasting, count) => (count === 0 ? lasting : `${lasting}, ${times(count)}`),
  noHome: 'Say in the box’s settings which region is home, and the share from elsewhere is shown here.',
  soon: {
    text: (name, left) => `“${name}” has ${several(left, 'open', 'opens')} left`,
    act: 'Give more',
    label: 'Links that are nearly used up',
  },
  delivery: {
    due: 'Due on',
    dueHelp: 'By this day it should be opened and downloaded. Without it each link’s own end counts.',
    clearDue: 'No due day',
    dueSaved: 'Due day saved',
    steps: { sent: 'Sent', opened: 'Opened', downloaded: 'Downloaded' },
    days: (day, when) => (day === 0 ? `same day, ${when}` : `${several(day, 'day', 'days')} later, ${when}`),
    notOpened: 'Not opened yet',
    notDownloaded: 'Not downloaded yet',
    opened: (days, when) => `Opened ${after(days)}${when}`,
    downloaded: (days, when) => `Downloaded ${after(days)}${when}`,
    sent: (when, by) => `Sent ${when}${by === '' ? '' : `, ${by}`}`,
    made: (when) => `Made ${when}`,
    verdicts: (parts) => parts.join(', '),
    count: (verdict, count) => `${verdict} ${figure(count)}`,
  },
  empty: {
    links: 'Get the code',
    month: 'The last 30 days',
    all: 'The whole project',
  },
  definitions: { open: 'How these are counted', title: 'How these are counted' },
};
