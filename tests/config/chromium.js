import { existsSync } from 'node:fs';
import { run } from '../../src/server/run.js';

/** Debian's Chromium without a window of its own: each device of a test costs half as much. */
const SHELL = '/usr/bin/chromium-headless-shell';
/** Names Debian and others give the whole browser. */
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @param {readonly string[]} places */
const find = (places) => process.env.CHROMIUM_PATH || places.find((place) => existsSync(place));

/**
 * The Chromium that tests drive: the one CHROMIUM_PATH names, else this system's.
 *
 * @returns {string | undefined} its path; absent: Playwright's own download is meant
 */
export const findChromium = () => find([SHELL, ...WHOLE]);

const chromium = findChromium();
const whole = find(WHOLE);

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

/** The whole browser, for what only that one can say. */
export const LAUNCH_WHOLE = {
  ...LAUNCH,
  ...(whole ? { executablePath: whole } : { channel: 'chromium' }),
};

/**
 * Brings a Chromium where there is none: Debian's package as root, else Playwright's download.
 *
 * @param {string} root the project's folder
 */
export async function installChromium(root) {
  if (find(WHOLE)) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    try {
      console.log('Installing Chromium (Debian’s package) …');
      await run('apt-get', ['update', '-qq'], {});
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const install = (/** @type {readonly string[]} */ ...names) =>
        run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
      // Where there is no such shell the whole browser does all of it.
      await install('chromium', 'chromium-headless-shell').catch(() => install('chromium'));
      if (find(WHOLE)) return;
    } catch (error) {
      console.log(`That did not work (${error instanceof Error ? error.message : error}).`);
    }
  }
  console.log('Downloading Playwright’s Chromium …');
  const playwright = `${root}/node_modules/playwright/cli.js`;
  await run(process.execPath, [playwright, 'install', 'chromium'], { cwd: root });
}
