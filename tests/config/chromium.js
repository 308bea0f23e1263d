import { existsSync } from 'node:fs';
import { run } from '../../src/server/run.js';

/** Names Debian and others give it. The one without a window of its own first: each device of a test costs half as much. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * The Chromium that tests drive: the one CHROMIUM_PATH names, else this system's.
 *
 * @returns {string | undefined} its path; absent: Playwright's own download is meant
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return PLACES.find((place) => existsSync(place));
}

const chromium = findChromium();

/** How it is launched everywhere: quiet, and possible as root in a container. */
export const LAUNCH = {
  ...(chromium ? { executablePath: chromium } : {}),
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Brings a Chromium where there is none: Debian's package as root, else Playwright's download.
 *
 * @param {string} root the project's folder
 */
export async function installChromium(root) {
  if (findChromium()) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    try {
      console.log('Installing Chromium (Debian’s package) …');
      await run('apt-get', ['update', '-qq'], {});
      for (const name of ['chromium-headless-shell', 'chromium']) {
        const install = ['install', '-y', '-qq', '--no-install-recommends', name];
        const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
        await run('apt-get', install, { env }).catch(() => {});
        if (findChromium()) return;
      }
    } catch (error) {
      console.log(`That did not work (${error instanceof Error ? error.message : error}).`);
    }
  }
  console.log('Downloading Playwright’s Chromium …');
  const playwright = `${root}/node_modules/playwright/cli.js`;
  await run(process.execPath, [playwright, 'install', 'chromium'], { cwd: root });
}
