import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isBuilt } from '../../../src/server/build.js';
import { greeting } from '../../../src/server/greeting.js';
import { isInstalled } from '../../../src/server/install.js';
import { readSettings } from '../../../src/server/settings.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'project-'));
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(join(root, 'src/lib/domain'), { recursive: true });
  mkdirSync(join(root, 'build'));
  onTestFinished(() => rmSync(root, { recursive: true }));
});

describe('is what the lock file names there?', () => {
  const lock = (path: string, packages: object) =>
    writeFileSync(join(root, path), JSON.stringify({ packages }));
  const wanted = {
    '': { name: 'lived-plan' },
    'node_modules/yjs': { version: '13.6.33' },
    'node_modules/for-another-machine': { version: '1.0.0', optional: true },
  };
  const found = { 'node_modules/yjs': { version: '13.6.33' } };

  test('yes, when every version is the one named; optional ones may lack', () => {
    lock('package-lock.json', wanted);
    lock('node_modules/.package-lock.json', found);
    expect(isInstalled(root)).toBe(true);
  });

  test.each([
    ['nothing is installed', undefined],
    ['a package lacks', {}],
    ['a package is of another version', { 'node_modules/yjs': { version: '13.6.32' } }],
    ['a package is left over', { ...found, 'node_modules/old': { version: '1.0.0' } }],
  ])('no, when %s', (_, packages) => {
    lock('package-lock.json', wanted);
    if (packages) lock('node_modules/.package-lock.json', packages);
    expect(isInstalled(root)).toBe(false);
  });
});

describe('is the build younger than what it is made from?', () => {
  const at = (path: string, minute: number) => {
    const time = new Date(Date.UTC(2026, 0, 1, 0, minute));
    utimesSync(join(root, path), time, time);
  };
  beforeEach(() => {
    writeFileSync(join(root, 'src/lib/domain/plan.ts'), '');
    writeFileSync(join(root, 'build/.built'), '');
    for (const path of ['src/lib/domain/plan.ts', 'src/lib/domain', 'src/lib']) at(path, 1);
    at('build/.built', 2);
  });

  test('yes, when nothing changed since', () => {
    expect(isBuilt(root)).toBe(true);
  });

  test('SEC1 no, when other signalling hosts are listed than stand in its pages', () => {
    expect(isBuilt(root, ['wss://signal.example/'])).toBe(false);
    writeFileSync(join(root, 'build/.built'), 'wss://signal.example/');
    at('build/.built', 2);
    expect(isBuilt(root, ['wss://signal.example/'])).toBe(true);
    expect(isBuilt(root)).toBe(false);
  });

  test('no, when a file changed', () => {
    at('src/lib/domain/plan.ts', 3);
    expect(isBuilt(root)).toBe(false);
  });

  test('no, when a file was removed', () => {
    rmSync(join(root, 'src/lib/domain/plan.ts'));
    expect(isBuilt(root)).toBe(false);
  });

  test('no, when a build was never finished', () => {
    rmSync(join(root, 'build/.built'));
    expect(isBuilt(root)).toBe(false);
  });
});

describe('settings', () => {
  test('say nothing, and it is port 4173 on every interface, without https', () => {
    expect(readSettings({})).toEqual({ port: 4173, host: undefined, tls: undefined });
  });

  test('all can be said', () => {
    expect(readSettings({ PORT: '80', HOST: '::1', TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' })).toEqual({
      port: 80,
      host: '::1',
      tls: { cert: 'c.pem', key: 'k.pem' },
    });
  });

  test('who serves something else has other places for it, and what is said goes first', () => {
    const usual = { port: 4444, host: '127.0.0.1' };
    expect(readSettings({}, usual)).toMatchObject(usual);
    expect(readSettings({ PORT: '80', HOST: '::' }, usual)).toMatchObject({ port: 80, host: '::' });
  });

  test.each([
    [{ PORT: 'http' }, 'PORT is "http"'],
    [{ PORT: '70000' }, 'PORT is "70000"'],
    [{ TLS_CERT: 'c.pem' }, 'give both'],
    [{ TLS_KEY: 'k.pem' }, 'give both'],
  ])('%o is refused with what to change', (env, words) => {
    expect(() => readSettings(env)).toThrow(words);
  });
});

describe('PEER6 the greeting', () => {
  test('without https it says where to open it and what phones need, and why', () => {
    const text = greeting({
      port: 4173,
      host: undefined,
      secure: false,
      addresses: ['192.168.1.5'],
    });
    expect(text).toContain('open http://localhost:4173');
    expect(text).toContain('Phones need an address that begins with https');
    expect(text).toContain('offline');
    expect(text).toContain('TLS_CERT');
    expect(text).not.toContain('192.168.1.5');
  });

  test('with https it gives the addresses for other devices', () => {
    const text = greeting({ port: 443, host: undefined, secure: true, addresses: ['192.168.1.5'] });
    expect(text).toContain('open https://localhost:443');
    expect(text).toContain('https://192.168.1.5:443');
    expect(text).not.toContain('Phones need');
  });

  test('a host that was chosen is the one that is named', () => {
    expect(greeting({ port: 80, host: '::1', secure: false })).toContain('open http://[::1]:80');
  });
});
