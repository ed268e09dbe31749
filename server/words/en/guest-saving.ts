import type { saving as shape } from '../zh-CN/guest-saving.ts';

export const saving = {
  preparing: 'Getting the photos ready',
  countOf: '{i} / {n}',
  ready: 'Tap to save to Photos',
  readyCount: 'Ready: {n}',
  readyHelp: 'Choose “Save Image” in the menu that opens.',
  shareAgain: 'Not saved? Tap once more',
  handed: 'Handed to your phone. Look in Photos.',
  partHelp:
    'These are large, so they come in parts: {n} now, {rest} after that. Choose “Save Image” in the menu that opens.',
  nextPart: 'Go on with the other {n}',
  saveStopped: 'No network. {i} of {n} are ready',
  saveThose: 'Save these {n} now',
  saveOver: 'Photos cannot be saved here any more',
  saveGone: '{n} were withdrawn and not saved.',
  shareRefused: 'Your phone did not take these photos. Try another way',
  holdInstead: 'Press and hold each one',
  holdOne: 'Press and hold it',
  downloading: 'Downloading',
  downloadHelp: 'Each photo is saved to your phone’s gallery. If the browser asks about several files, choose “Allow”.',
  downloaded: 'Your browser is downloading all {n}',
  downloadedHelp: 'Look in your gallery in a moment. If some are missing, download them once more as a ZIP.',
  downloadStopped: 'No network. {i} of {n} were downloaded',
} satisfies typeof shape;
