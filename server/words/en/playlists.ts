import type { playlists as shape } from '../zh-CN/playlists.ts';

export const playlists: typeof shape = {
  lines: {
    event: [
      { thanks: 'Thank you for coming', title: 'Scan for the photos' },
      { thanks: 'Welcome', title: 'Scan to see today’s photos' },
      { thanks: 'There is more to come', title: 'Scan to find yourself' },
      { thanks: 'Good to have you here', title: 'Scan to take today home' },
      { thanks: 'Photos as they come in', title: 'Scan to see them first' },
      { thanks: 'The group photo is here', title: 'Scan to save it' },
    ],
    estate: [
      { thanks: 'Welcome', title: 'Scan to take the plans home' },
      { thanks: 'Good to see you', title: 'Scan to see every home' },
      { thanks: 'Thank you for your visit', title: 'Scan to look at it with your family' },
      { thanks: 'Found the one?', title: 'Scan to keep this home' },
      { thanks: 'The show homes', title: 'Scan for the real photos' },
      { thanks: 'Take your time', title: 'Scan to take the photos with you' },
    ],
    product: [
      { thanks: 'New today', title: 'Scan for the product photos' },
      { thanks: 'Thank you for coming', title: 'Scan to see the collection' },
      { thanks: 'Try it yourself', title: 'Scan to keep the catalogue' },
      { thanks: 'Look closer', title: 'Scan for the large photos' },
      { thanks: 'Like what you see?', title: 'Scan to take the photos' },
      { thanks: 'Fresh from the stage', title: 'Scan for the newest photos' },
    ],
  },
  messages: {
    event: [
      { text: 'Welcome', detail: 'Photos will appear on this screen' },
      { text: 'Have a look around', detail: 'Our photographers are here; photos arrive within seconds' },
      { text: 'Coffee break', detail: 'We will be back soon' },
      { text: 'Group photo in a moment', detail: 'Please come to the stage' },
      { text: 'Thank you for coming', detail: 'Have a safe way home' },
    ],
    estate: [
      { text: 'Welcome', detail: 'Ask our advisers for the home you would like to see' },
      { text: 'Welcome home', detail: '' },
      { text: 'The show home is open', detail: 'Our advisers will take you there' },
      { text: 'Tea is ready', detail: 'Please take a seat' },
      { text: 'Thank you for your visit', detail: 'See you again' },
    ],
    product: [
      { text: 'New today', detail: 'Come and see it up close' },
      { text: 'We are about to begin', detail: 'Please take your seats' },
      { text: 'Try it yourself', detail: 'The hands-on area is to the right' },
      { text: 'The product photos are ready', detail: 'Scan to get them' },
      { text: 'Thank you for coming', detail: '' },
    ],
  },
  walls: {
    event: ['Live from the event', 'A moment ago', 'Today’s photos', 'Photo wall', 'Faces of today'],
    estate: ['The real photos', 'All homes', 'Gardens and grounds', 'Show homes', 'Through the seasons'],
    product: ['The whole collection', 'Product photos', 'Live from the launch', 'Details', 'In use'],
  },
  mobile: '4G/5G works as well',
};
