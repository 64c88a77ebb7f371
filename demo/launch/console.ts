/** Runs the console over the demo's sources: the production build, or `next dev`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureProductionBuild, SERVER_ENVIRONMENT, STANDALONE_SERVER } from '@/bin/production-build';
import type { DemoFolders } from './folders';
import { removePidFile, writePidFile } from './pid-file';
import type { RunningSources } from './sources';

export interface ConsoleOptions {
  readonly repository: string;
  readonly folders: DemoFolders;
  readonly port: number;
  readonly dev: boolean;
  readonly say: (line: string) => void;
}

export interface RunningConsole {
  /** Resolves when it ends by itself. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** The demo's objectives. */
const SETTINGS_FILE = fileURLToPath(new URL('../settings.yaml', import.meta.url));

/** The settings that point a console to the demo's sources. */
export function consoleSettings(
  sources: Pick<RunningSources, 'prometheusUrl' | 'jaegerUrl' | 'podsUrl'>,
  folders: DemoFolders,
  port: number,
): Record<string, string> {
  return {
    PERIPLUS_PROMETHEUS_URL: sources.prometheusUrl,
    ...(sources.jaegerUrl === null ? {} : { PERIPLUS_JAEGER_URL: sources.jaegerUrl }),
    PERIPLUS_CONFIG_FOLDER: folders.manifests,
    PERIPLUS_PODS_URL: sources.podsUrl,
    PERIPLUS_SETTINGS_FILE: SETTINGS_FILE,
    PERIPLUS_DEMO_LOGIN: 'true',
    PERIPLUS_SESSION_SECRET: sessionSecret(folders.secretFile),
    PERIPLUS_INSTANCE: 'demo',
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
  };
}

/** Kept, so that a restart signs nobody out. */
function sessionSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Starts it and waits until it answers. The build must be there already, see `ensureProductionBuild`. */
export async function startConsole(
  options: ConsoleOptions,
  settings: Readonly<Record<string, string>>,
): Promise<RunningConsole> {
  const { repository, port, dev } = options;
  const next = join(repository, 'node_modules', 'next', 'dist', 'bin', 'next');
  const command = dev
    ? [next, 'dev', '--port', String(port), '--hostname', '127.0.0.1']
    : [join(repository, STANDALONE_SERVER)];
  const child = spawn(process.execPath, command, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...inherited(process.env),
      ...settings,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(dev ? { NODE_ENV: 'development' } : SERVER_ENVIRONMENT),
    },
  });
  if (child.pid !== undefined) writePidFile(options.folders.consolePidFile, 'the console', child.pid);
  const ended = once(child, 'exit').then(([code, signal]) => `The console ended (${code ?? signal}).`);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const stop = async () => {
    process.removeListener('exit', killWithUs);
    await end(child);
    removePidFile(options.folders.consolePidFile);
  };
  const failure = await Promise.race([ended, untilReady(port)]);
  if (failure !== null) {
    await stop();
    throw new Error(failure);
  }
  return { ended, stop };
}

/** Builds the console when its sources changed. */
export async function prepareBuild(options: ConsoleOptions): Promise<void> {
  if (!options.dev) await ensureProductionBuild(options.repository, options.say);
}

/** The demo's own settings are none of the console's, and it would refuse to know them. */
function inherited(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('PERIPLUS_') && name !== 'NODE_OPTIONS',
  );
  return Object.fromEntries(kept);
}

/** A development server compiles before it answers, which takes minutes on a busy machine. */
const READY_WITHIN_MS = 600_000;

async function untilReady(port: number): Promise<string | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(60_000),
    }).catch(() => null);
    await answer?.text();
    if (answer?.ok === true) return null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return `The console did not answer on port ${port} within ${READY_WITHIN_MS / 1000} s.`;
}

/** SIGTERM, then SIGKILL after ten seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
