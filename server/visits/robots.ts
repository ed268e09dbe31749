/**
 * Programs that fetch an address which people sent each other: previews of messengers, search engines, mail scanners.
 * WeChat's own browser (MicroMessenger), and those of other apps, are people. Scripts are nobody's preview, and pass.
 */
const robots = [
  // Messengers and social networks that draw a preview.
  /^whatsapp\//,
  /facebookexternalhit|facebookcatalog|facebot|meta-external(agent|fetcher)/,
  /slack-imgproxy|skypeuripreview|url ?preview|vkshare|kakaotalk-scrap|line-poker/,
  /mastodon\/|pleroma|misskey\/|akkoma|iframely|embedly|flipboardproxy|pinterest\/0/,
  // Search engines and collectors that do not call themselves a bot.
  /spider|crawler|slurp|petalsearch|bingpreview|feedfetcher|apis-google|mediapartners-google|googleother/,
  /google-(inspectiontool|extended|safety|read-aloud|site-verification|pagerenderer)/,
  // Scanners of mail and of links, and proxies that fetch for them.
  /googleimageproxy|yahoomailproxy|barracuda|proofpoint|mimecast|ms-office|urlscan|virustotal/,
];
/** What calls itself a bot: `Googlebot/2.1`, `LinkedInBot`, `Slackbot-LinkExpanding`; but a Cubot is a phone. */
const bot = /bot(?![a-z])/;
const cubot = /cubot/g;

/** Whether a user agent is known to be a program that looks at addresses for others; such a one never opens a visit. */
export function isRobot(agent: string): boolean {
  const plain = agent.toLowerCase();
  return bot.test(plain.replace(cubot, '')) || robots.some((robot) => robot.test(plain));
}
