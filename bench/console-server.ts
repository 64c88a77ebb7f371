/**
 * The built console on a free port for measurements: demo users, loopback, and sources that the
 * caller names (an address where nobody listens will do where only pages are measured).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureProductionBuild, SERVER_ENVIRONMENT, STANDALONE_SERVER } from '@/bin/production-build';
import { freePort } from '@/e2e/servers/prometheus/start';

export interface ConsoleServer extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  /** From starting the process to the first good answer of /healthz, milliseconds. */
  readonly readyMs: number;
}

/** Starts `.next/standalone/server.js` (built when it is not current) and waits for /healthz. */
export async function startConsole(settings: Readonly<Record<string, string>> = {}): Promise<ConsoleServer> {
  await ensureProductionBuild(process.cwd(), (line) => process.stdout.write(`${line}\n`));
  const port = settings.PORT ?? (await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, [join(process.cwd(), STANDALONE_SERVER)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...SERVER_ENVIRONMENT,
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      PERIPLUS_DEMO_LOGIN: 'true',
      PERIPLUS_PROMETHEUS_URL: 'http://127.0.0.1:9',
      PERIPLUS_LOG_LEVEL: 'error',
      ...settings,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/healthz`, child);
  return {
    url,
    readyMs: performance.now() - started,
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await gone;
      }
    },
  };
}

/** Asks again every few milliseconds until the address answers 200; throws when the process ends first. */
export async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with code ${child.exitCode} before it answered ${url}.`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Signs in as a demo user; returns the value for a Cookie header. */
export async function signIn(console: ConsoleServer, user: 'admin' | 'viewer' = 'viewer'): Promise<string> {
  const answer = await fetch(`${console.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: console.url },
    body: JSON.stringify({ user, password: user }),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
