import type { ReactiveControllerHost } from 'lit';
import { UploadRunner } from './upload-runner.ts';

/** The one queue of this page of the browser: it goes on whichever page of the admin is open. */
export const uploads = new UploadRunner();

/** Draws an element anew when the uploads have changed. */
export class WatchUploads {
  constructor(host: ReactiveControllerHost) {
    const draw = () => host.requestUpdate();
    host.addController({
      hostConnected: () => uploads.addEventListener('change', draw),
      hostDisconnected: () => uploads.removeEventListener('change', draw),
    });
  }
}
