/**
 * One demo for the whole run of the end-to-end tests: its own folder, its own ports, the production
 * build, started before the first test and stopped by process id after the last.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DemoInstance {
  /** `http://localhost:<port>`, without a trailing slash. */
  readonly consoleUrl: string;
  readonly prometheusUrl: string;
  /** null = this demo keeps no traces. */
  readonly jaegerUrl: string | null;
  /** The folder of YAML that the console edits. */
  readonly manifestsFolder: string;
}

const VARIABLE = 'PERIPLUS_E2E_INSTANCE';
const STARTS_WITHIN_MS = 900_000;

/** What the global setup started. */
export function demoInstance(): DemoInstance {
  const text = process.env[VARIABLE];
  if (text === undefined)
    throw new Error('The demo instance was not started: run the tests with Playwright.');
  return JSON.parse(text) as DemoInstance;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

/** Reads the demo's output until it says that it is ready; throws with that output when it ends or takes too long. */
async function untilReady(child: ChildProcess, consoleUrl: string): Promise<DemoInstance> {
  let output = '';
  const ready = new Promise<DemoInstance>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const prometheusUrl = /^\s*Prometheus\s+(http\S+)/m.exec(output)?.[1];
      const jaegerUrl = /^\s*Jaeger\s+(http\S+)/m.exec(output)?.[1] ?? null;
      const manifestsFolder = /^\s*Mesh\s+(\S+)/m.exec(output)?.[1];
      if (/^\s*Stop\s+Ctrl-C/m.test(output) && prometheusUrl && manifestsFolder) {
        resolve({ consoleUrl, prometheusUrl, jaegerUrl, manifestsFolder });
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`The demo ended with code ${code}:\n${output}`)));
    const late = () =>
      reject(new Error(`The demo was not ready after ${STARTS_WITHIN_MS / 1000} s:\n${output}`));
    setTimeout(late, STARTS_WITHIN_MS).unref();
  });
  return ready;
}

/** Playwright's global setup; what it returns is the teardown. */
export default async function startDemo(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'periplus-e2e-'));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'demo/main.ts', '--port', String(port)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', PERIPLUS_DEMO_FOLDER: folder, PERIPLUS_DEMO_HOURS: '1' },
    },
  );
  const stop = async () => {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    process.env[VARIABLE] = JSON.stringify(await untilReady(child, `http://localhost:${port}`));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
