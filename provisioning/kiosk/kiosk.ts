/** A file of the machine under a big screen: where it goes, from its root on. */
export interface MachineFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** Where the browser keeps the screen's key and its photos, from the home of whoever runs it on. */
export const profile = '.local/share/maiimg-kiosk';

/** The origin of a box as browsers write it. Throws where it is none: a scheme, a host, and nothing behind. */
export function originOf(given: string): string {
  const address = URL.canParse(given) ? new URL(given) : undefined;
  // What is written into a shell's script has letters, digits and little else.
  const plain = /^https?:\/\/[\w.:[\]-]+$/.test(address?.origin ?? '');
  if (!address || !plain || address.pathname !== '/' || address.search || address.hash)
    throw new Error(`not the address of a box: ${given} (such as http://192.168.1.20:8080)`);
  if (address.username || address.password)
    throw new Error(`an address without a name and a password, please: ${given}`);
  return address.origin;
}

/** The page of the screens; `supervised` tells it that its browser is started again when it ends. */
export function pageOf(origin: string): string {
  return `${origin}/kiosk?supervised`;
}

/**
 * What Chromium is to obey on that machine: the kiosk's page and nothing else, and the box's plain-HTTP origin trusted
 * like a secure one, so that its service worker holds the page.
 */
export function policyOf(origin: string): Record<string, unknown> {
  return {
    OverrideSecurityRestrictionsOnInsecureOrigin: origin.startsWith('http:') ? [origin] : [],
    URLBlocklist: [
      '*',
      'chrome://*',
      'chrome-untrusted://*',
      'devtools://*',
      'file://*',
      'javascript://*',
      'view-source:*',
    ],
    URLAllowlist: [`${origin}/kiosk`],
    HomepageLocation: pageOf(origin),
    HomepageIsNewTabPage: false,
    NewTabPageLocation: pageOf(origin),
    RestoreOnStartup: 4,
    RestoreOnStartupURLs: [pageOf(origin)],
    // Nothing is looked into, taken away, or left behind.
    DeveloperToolsAvailability: 2,
    RemoteDebuggingAllowed: false,
    AllowFileSelectionDialogs: false,
    AudioCaptureAllowed: false,
    VideoCaptureAllowed: false,
    ScreenCaptureAllowed: false,
    BrowserAddPersonEnabled: false,
    BrowserGuestModeEnabled: false,
    BrowserSignin: 0,
    DownloadRestrictions: 3,
    EditBookmarksEnabled: false,
    BookmarkBarEnabled: false,
    ExtensionInstallBlocklist: ['*'],
    BlockExternalExtensions: true,
    IncognitoModeAvailability: 1,
    PasswordManagerEnabled: false,
    AutofillAddressEnabled: false,
    AutofillCreditCardEnabled: false,
    PrintingEnabled: false,
    SyncDisabled: true,
    TaskManagerEndProcessEnabled: false,
    // Nobody is there to answer a question.
    AutoplayAllowed: true,
    CommandLineFlagSecurityWarningsEnabled: false,
    DefaultBrowserSettingEnabled: false,
    DefaultGeolocationSetting: 2,
    DefaultNotificationsSetting: 2,
    DefaultPopupsSetting: 2,
    PromotionsEnabled: false,
    SpellcheckEnabled: false,
    TranslateEnabled: false,
    // When its window is closed it has ended, and is started again.
    BackgroundModeEnabled: false,
    // Nobody outside of the box is asked for anything.
    AlternateErrorPagesEnabled: false,
    ComponentUpdatesEnabled: false,
    DefaultSearchProviderEnabled: false,
    DnsOverHttpsMode: 'off',
    HttpsUpgradesEnabled: false,
    MetricsReportingEnabled: false,
    NetworkPredictionOptions: 2,
    SafeBrowsingProtectionLevel: 0,
    SearchSuggestEnabled: false,
    UrlKeyedAnonymizedDataCollectionEnabled: false,
  };
}

/** How it is started, beside its profile and its page. */
export const flags: readonly string[] = [
  '--kiosk',
  '--start-fullscreen',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--disable-session-crashed-bubble',
  '--password-store=basic',
  // It draws on, whatever lies over it.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  // The one renderer is the screen's: the watch below looks for it.
  '--disable-features=Translate,SpareRendererForSitePerProcess,OverscrollHistoryNavigation',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The start of the browser, and the watch over it: a page that is gone, or stands still, ends it, and the unit starts it anew. */
export function startOf(origin: string): string {
  return `#!/bin/sh
# Made by provisioning/kiosk of Maiimg Box for ${origin}.
set -u
profile="$HOME/${profile}"
browser="\${MAIIMG_CHROMIUM:-chromium}"
mkdir -p "$profile"
# After a power cut, or under another host name, Chromium would take its profile for somebody else's.
rm -f "$profile"/Singleton*
# Nothing is held before the first start: no page of the browser's own while the box is not there yet.
if [ ! -d "$profile/Default" ] && command -v curl >/dev/null; then
  until curl -fs -o /dev/null "${origin}/kiosk"; do sleep 2; done
fi

setsid "$browser" --user-data-dir="$profile" \\
  ${flags.join(' \\\n  ')} \\
  "$@" '${pageOf(origin)}' &
pid=$!
trap 'kill -TERM "-$pid" 2>/dev/null; wait "$pid"; exit 0' TERM INT

# CPU ticks of the page's process; none where it is gone. The page says every ten seconds how it is, so it never rests.
ticks() {
  sum=
  for process in $(pgrep -s "$pid" -f -- --type=renderer); do
    stat=$(sed 's/.*) //' "/proc/$process/stat" 2>/dev/null) || continue
    set -- $stat
    sum=$((\${sum:-0} + \${12} + \${13}))
  done
  echo "\${sum:-gone}"
}

before=
still=0
while kill -0 "$pid" 2>/dev/null; do
  [ -z "\${NOTIFY_SOCKET:-}" ] || systemd-notify WATCHDOG=1
  sleep "\${MAIIMG_LOOK:-15}" &
  wait $!
  now=$(ticks)
  if [ "$now" = gone ] || [ "$now" = "$before" ]; then still=$((still + 1)); else still=0; fi
  before=$now
  if { [ "$now" = gone ] && [ "$still" -ge 2 ]; } || [ "$still" -ge 4 ]; then
    echo "the page is $( [ "$now" = gone ] && echo gone || echo frozen ): the browser is started again" >&2
    kill -KILL "-$pid" 2>/dev/null
    exit 1
  fi
done
wait "$pid"
exit 1
`;
}

/** The unit of whoever is signed in at the screen by itself. It never gives up. */
export function unitOf(origin: string): string {
  return `# Made by provisioning/kiosk of Maiimg Box for ${origin}.
[Unit]
Description=The big screen of the box at ${origin}
PartOf=graphical-session.target
After=graphical-session.target
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/local/bin/maiimg-kiosk
Restart=always
RestartSec=2
NotifyAccess=all
WatchdogSec=90
KillMode=control-group
TimeoutStopSec=10

[Install]
WantedBy=graphical-session.target
`;
}

/** All files of the machine under a screen of the box at this origin. */
export function kioskFiles(given: string): MachineFile[] {
  const origin = originOf(given);
  const file = (path: string, text: string, executable = false): MachineFile => ({ path, text, executable });
  return [
    file('etc/chromium/policies/managed/maiimg-kiosk.json', `${JSON.stringify(policyOf(origin), undefined, 2)}\n`),
    file('usr/local/bin/maiimg-kiosk', startOf(origin), true),
    file('etc/systemd/user/maiimg-kiosk.service', unitOf(origin)),
  ];
}
