/**
 * From starting the process to a good /healthz, against an empty Next.js app built and started beside it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@/e2e/servers/prometheus/start';
import { answers, startConsole } from './console-server';
import { type Figure, median } from './figure';

const RUNS = 5;
const EMPTY_APP: Readonly<Record<string, string>> = {
  'package.json': '{"name":"empty","private":true,"type":"module"}',
  'next.config.mjs': "export default { output: 'standalone' };",
  'app/layout.jsx':
    "export default function Layout({ children }) { return <html lang='en'><body>{children}</body></html>; }",
  'app/page.jsx': 'export default function Page() { return <p>Empty</p>; }',
};

/** Builds an app with one page below the ignored folder, so that it finds this project's Next.js. */
function buildEmptyApp(): string {
  const folder = join(process.cwd(), '.periplus', 'bench', 'empty-app');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(EMPTY_APP)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const next = join(process.cwd(), 'node_modules', 'next', 'dist', 'bin', 'next');
  const build = spawnSync(process.execPath, [next, 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (build.status !== 0) throw new Error(`The empty app does not build:\n${build.stdout}${build.stderr}`);
  return folder;
}

async function startEmptyApp(folder: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  // With a lockfile above it, Next keeps the app's path below the project's root inside the standalone folder.
  const server = join(folder, '.next', 'standalone', '.periplus', 'bench', 'empty-app', 'server.js');
  const child = spawn(process.execPath, [server], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, NODE_ENV: 'production', HOSTNAME: '127.0.0.1', PORT: String(port) },
  });
  await answers(`http://127.0.0.1:${port}/`, child);
  const readyMs = performance.now() - started;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return readyMs;
}

/** Medians of five starts each, taken in turn. */
export async function benchStart(): Promise<Figure[]> {
  const folder = buildEmptyApp();
  const ours: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    empty.push(await startEmptyApp(folder));
    await using server = await startConsole();
    ours.push(server.readyMs);
  }
  const value = median(ours) / median(empty);
  const note = `${Math.round(median(ours))} ms against ${Math.round(median(empty))} ms`;
  return [{ name: 'start to /healthz / empty Next.js app', value, unit: '×', goal: 1.5, note }];
}
