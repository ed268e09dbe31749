import type { Moment } from '../moments.ts';
import type { kiosk as shape } from '../zh-CN/kiosk.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function day({ days, month, day: date, year, thisYear }: Moment): string {
  if (days === 0) return 'Today';
  if (days === -1) return 'Yesterday';
  return `${date} ${months[month - 1]}${thisYear ? '' : ` ${year}`}`;
}

/** The big screen. */
export const kiosk: typeof shape = {
  title: 'Screen',
  connected: 'Connected to the box',
  connecting: 'Connecting to the box',
  first: 'Step one',
  second: 'Step two',
  claim: 'Claim the box',
  claimCode: 'Claim code',
  claimElsewhere: 'The claim code is on the box’s own screen and in its log',
  enter: 'Enter this number under Screens',
  admin: 'Open the admin',
  newNumber: (minutes) =>
    minutes > 0 ? `A new number in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` : 'A new number in a moment',
  network: 'Join the box’s network first. No scanner? Open',
  scan: 'Scan for the photos',
  photos: (gallery, count) => `${gallery ? `${gallery}, ` : ''}${count} ${count === 1 ? 'photo' : 'photos'}`,
  until: ({ days, clock }) =>
    days > 1
      ? `Gallery closes in ${days} days`
      : days === 1
        ? 'Gallery closes tomorrow'
        : `Closes today at ${clock === '24:00' ? 'midnight' : clock}`,
  date: ({ year, month, day: date, thisYear }) => `${date} ${months[month - 1]}${thisYear ? '' : ` ${year}`}`,
  audience: (name) => `For ${name}: scan here`,
  growing: (count) => `${count === 1 ? 'photo' : 'photos'} and counting`,
  takeUnit: (unit) => `Scan to take ${unit} with you`,
  photosFor: (count, last) => {
    const photos = `${count} ${count === 1 ? 'photo' : 'photos'}`;
    if (!last) return photos;
    if (last.days < 1) return `${photos}, open until ${last.clock === '24:00' ? 'midnight' : last.clock}`;
    return `${photos}, open for ${last.days} ${last.days === 1 ? 'day' : 'days'}`;
  },
  wifiName: 'Network',
  password: 'Password',
  joinWifi: 'Join the Wi-Fi with your camera',
  withoutWifi: 'No Wi-Fi? Code ② works on 4G/5G too',
  mobile: 'Works on 4G/5G too',
  mobileLine: 'No need to join the Wi-Fi here: your own mobile data is enough to see the photos',
  fresh: 'Just shot',
  taken: (moment) => `${day(moment)} ${moment.clock}`,
};
