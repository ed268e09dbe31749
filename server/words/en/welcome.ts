import type { Words } from '../zh-CN.ts';

const quoted = (title: string) => `“${title}”`;

export const welcome: Words['welcome'] = {
  guest: {
    title: 'Welcome',
    empty: 'There are no photos here yet. Scan a code at the venue to see photos, or ask the staff.',
    password: 'Password',
    goOn: 'Continue',
    stay: 'Does your phone still ask you to sign in to the network? One tap and it stops asking.',
    stayButton: 'Stay connected',
    window: {
      title: 'You are on the Wi-Fi',
      titleOn: 'Ready for the photos',
      text: 'Photos open in your phone’s browser; this small window can’t keep them.',
      goOn: 'Tap “Continue”',
      done: 'Tap “Done” at the top right, or close this window',
      browser: 'Open your browser, or scan a code at the venue',
      type: 'Type this address in the browser',
      there: 'There you find',
      wanted: 'Open it in your browser',
      wantedText: (title) => `${quoted(title)} doesn’t open in this small window, and none of its views was used.`,
      thenTap: (title) => `Then tap ${quoted(title)}`,
    },
  },
  admin: {
    title: 'The box’s Wi-Fi',
    way: 'What guests see first once they are connected',
    lead: 'Phones that join the box’s Wi-Fi open this page by themselves; typing the box’s address opens it too. Only the galleries that you put there are on it.',
    page: 'Welcome page',
    on: 'Greet phones on the Wi-Fi',
    help: 'While it is on, the box answers when phones check for the internet, and leads them to the page. Nobody sees it by the public address.',
    turnedOn: 'The welcome page is on',
    turnedOff: 'The welcome page is off',
    open: 'Open the page',
    address: 'What guests type',
    words: 'Words of welcome',
    wordsHelp: 'Above the galleries, 300 characters at most. May be empty.',
    wordsSaved: 'The words of welcome are changed',
    list: 'Galleries on it',
    listHelp:
      'Each row is a link and opens by its own rules: views, password and end count. One that doesn’t open leaves the page by itself.',
    none: 'Nothing yet. An empty page asks guests to scan a code at the venue.',
    add: 'Add a link',
    chooseProject: 'Project',
    search: 'Find a link or gallery',
    clear: 'Clear',
    noProjects: 'There are no projects yet. Add one with photos first.',
    noLinks:
      'This project has no link to put here. Links with a recipient and those of batches can’t hang in front of everybody.',
    noneFound: 'Nothing found.',
    full: (most) => `${most} at most.`,
    put: 'Add',
    shown: 'On the page',
    ready: 'Shown once the page is on',
    hidden: (state) =>
      ({
        scheduled: 'Not open yet, left out',
        expired: 'Expired, left out',
        exhausted: 'Used up, left out',
        revoked: 'Withdrawn, left out',
      })[state],
    personal: 'Has a recipient, left out',
    noAddress: 'Has no address, left out',
    password: 'Password',
    opensLeft: (left) => `Opens ${left} more ${left === 1 ? 'time' : 'times'} in all`,
    up: (name) => `Move ${quoted(name)} up`,
    down: (name) => `Move ${quoted(name)} down`,
    remove: (name) => `Take ${quoted(name)} off`,
    added: (name) => `${quoted(name)} is on the page`,
    removed: (name) => `${quoted(name)} is off the page`,
    moved: (name, nr) => `${quoted(name)} is now number ${nr}`,
    router: 'To set on the router',
    routerText:
      'The page comes up by itself only where phones find the box. On the router or access point that gives the Wi-Fi:',
    steps: {
      fixed: (address) => `Give the box a fixed address. It is ${address} now.`,
      names:
        'Let every name lead to the box’s address. For the checks alone, the names listed in the operations guide are enough.',
      port: 'Guests’ door has to be on port 80, or port 80 forwarded to it: phones check by port 80 only.',
      option: (address) => `Where the router knows DHCP option 114, set it to ${address}/welcome/captive.`,
    },
    limits:
      'On a Wi-Fi without internet, Android goes on saying “no internet” and may prefer mobile data. So codes carry figures, and guests are asked to use their browser.',
  },
};
