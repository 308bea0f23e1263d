import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Each of these breaks one rule, and names it. */
const PLANTED: Record<string, { text: string; rule: string }> = {
  'src/lib/domain/planted1.ts': {
    text: "export * from 'yjs';",
    rule: 'domain-knows-only-its-own',
  },
  'src/lib/domain/planted2.ts': {
    text: "import type { Component } from 'svelte';\nexport type P = Component;",
    rule: 'domain-knows-only-its-own',
  },
  'src/lib/domain/planted3.ts': {
    text: "export * from 'zod';",
    rule: 'domain-knows-only-its-own',
  },
  'src/lib/document/planted.ts': {
    text: "export * from '$lib/app/planted';",
    rule: 'document-knows-only-its-own',
  },
  'src/lib/vault/planted.ts': {
    text: "export * from '../domain/fine';",
    rule: 'vault-knows-only-its-own',
  },
  'src/lib/i18n/planted.ts': {
    text: "export * from '../vault/planted';",
    rule: 'i18n-knows-only-its-own',
  },
  'src/lib/app/planted.ts': {
    text: "export * from '../ui/Planted.svelte';",
    rule: 'app-knows-only-its-own',
  },
  'src/lib/ui/Planted.svelte': {
    text: '<script lang="ts">import { fine } from "$lib/document/fine";</script><p>{fine}</p>',
    rule: 'ui-knows-only-its-own',
  },
  'src/lib/ledger/planted.ts': {
    text: "export * from '../vault/planted';",
    rule: 'ledger-knows-only-its-own',
  },
  'src/lib/peers/planted.ts': {
    text: "export * from '../domain/fine';",
    rule: 'peers-knows-only-its-own',
  },
  'src/lib/carriers/planted.ts': {
    text: "export * from '../vault/planted';",
    rule: 'carriers-knows-only-its-own',
  },
  'src/routes/planted/+page.svelte': {
    text: '<script lang="ts">import { planted } from "$lib/vault/planted";</script>{planted}',
    rule: 'routes-know-screens-and-words',
  },
  'src/lib/ui/kit/planted.ts': {
    text: "export { m } from '$lib/i18n/m.svelte';",
    rule: 'first-places-say-early-words',
  },
  'src/lib/ui/today/planted.ts': {
    text: "export { m } from '../step/planted';",
    rule: 'first-places-say-early-words',
  },
  'src/server/planted.js': {
    text: "export * from 'yjs';",
    rule: 'server-stands-alone',
  },
  'src/server/signal/openSignalling.js': {
    text: "import { WebSocketServer } from 'ws';\nexport const openSignalling = WebSocketServer;",
    rule: 'ws-comes-after-installing',
  },
  'src/server/signal/planted.js': {
    text: "export const planted = () => import('ws');",
    rule: 'one-file-opens-lines',
  },
  'src/lib/ui/planted.ts': {
    text: "export * from 'node:fs';",
    rule: 'no-node-in-the-browser',
  },
  'src/lib/app/planted2.ts': {
    text: "export * from '../../../tests/planted';",
    rule: 'no-tests-in-the-app',
  },
  'src/lib/misc/planted.ts': {
    text: "export * from '../domain/fine';",
    rule: 'nothing-stands-outside-the-layers',
  },
  'src/lib/domain/planted4.ts': {
    text: "import { five } from './planted5';\nexport const four = () => five;",
    rule: 'no-cycles',
  },
  'src/lib/domain/planted6.ts': {
    text: "export * from './planted-nowhere';",
    rule: 'nothing-missing',
  },
};

/** What a planted file needs beside it. */
const BESIDE: Record<string, string> = {
  'src/lib/ui/step/planted.ts': "export { m } from '../../i18n/m.svelte';",
  'src/lib/domain/planted5.ts':
    "import { four } from './planted4';\nexport const five = () => four;",
  'tests/planted.ts': 'export const planted = 1;',
};

/** These keep all rules. */
const FINE: Record<string, string> = {
  'src/lib/domain/fine.ts': "import * as z from 'zod/mini';\nexport const fine = z.string();",
  'src/lib/document/fine.ts': "export * from 'yjs';\nexport { fine } from '../domain/fine';",
  'src/lib/app/fine.ts': "export { fine } from '$lib/document/fine';",
  'src/lib/ui/home/fine.ts': "export { m } from '$lib/i18n/early';",
  'src/routes/fine/+page.svelte':
    '<script lang="ts">import { fine } from "$lib/app/fine"; import { page } from "$app/state";' +
    '</script>{fine}{page.url}',
};

test(
  'the fence names every import that breaks the layers, and no other',
  { timeout: 240_000 },
  () => {
    const copy = mkdtempSync(join(tmpdir(), 'fence-'));
    onTestFinished(() => rmSync(copy, { recursive: true }));
    for (const name of ['src', 'tsconfig.json', '.svelte-kit/tsconfig.json', 'package.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const planted = Object.entries(PLANTED).map(([name, { text }]) => [name, text] as const);
    for (const [name, text] of [...planted, ...Object.entries({ ...BESIDE, ...FINE })]) {
      mkdirSync(dirname(join(copy, name)), { recursive: true });
      writeFileSync(join(copy, name), `${text}\n`);
    }

    const found = cruise(copy);
    for (const [name, { rule }] of Object.entries(PLANTED)) {
      expect(found, `${name} breaks a rule`).toContainEqual({ from: name, rule });
    }
    for (const name of Object.keys(FINE)) {
      expect(found.filter(({ from }) => from === name)).toEqual([]);
    }
  },
);

function cruise(dir: string): { from: string; rule: string }[] {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, 'tests/config/dependency-cruiser.cjs');
  let output: string;
  try {
    const args = [bin, '--config', config, '--output-type', 'json', 'src'];
    output = execFileSync(process.execPath, args, {
      cwd: dir,
      maxBuffer: 1e8,
      stdio: 'pipe',
    }).toString();
  } catch (error) {
    output = String((error as { stdout: Buffer }).stdout);
  }
  const { summary } = JSON.parse(output) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}
