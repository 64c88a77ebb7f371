/**
 * A real Prometheus for tests, benchmarks and the demo: on loopback, on a free port, in its own folder,
 * stopped by process id. Accepts remote write, so history can be put in place before it is queried.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrometheusOptions {
  /** Where configuration and data live; kept on stop. Default: a temporary folder, removed on stop. */
  readonly folder?: string;
  /** Port on 127.0.0.1; default: a free one. */
  readonly port?: number;
  /** `scrape_configs` as objects in the words of prometheus.yml; default: nothing is scraped. */
  readonly scrapeConfigs?: readonly object[];
  /** Paths of rule files; default none. */
  readonly ruleFiles?: readonly string[];
  /** `global.scrape_interval` and `evaluation_interval`, default `15s`. */
  readonly scrapeInterval?: string;
  /** `--storage.tsdb.retention.time`, default `10y`: synthetic history may be old. */
  readonly retention?: string;
  /** Further command-line flags, for example `['--web.route-prefix=/prom']`. */
  readonly flags?: readonly string[];
  /** The path below which it serves, when `flags` set a route prefix; default ''. */
  readonly pathPrefix?: string;
  /** The program; default `prometheus` from PATH. */
  readonly program?: string;
  /** Added to the environment, for example `{ GOGC: '400' }`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How long it may take to become ready, default 60 s (a large write-ahead log is replayed first). */
  readonly readyTimeoutMs?: number;
}

export interface RunningPrometheus extends AsyncDisposable {
  /** Base address without a trailing slash, path prefix included. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  /** The last lines that it logged, for error messages. */
  log(): string;
  /** Ends it and waits until it is gone; removes the folder when it was a temporary one. Safe to call twice. */
  stop(): Promise<void>;
}

/** A port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}

/**
 * Starts Prometheus and waits until it answers `/-/ready`.
 * Throws with its last log lines when it ends early or is not ready in time.
 */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<RunningPrometheus> {
  const temporary = options.folder === undefined;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'periplus-prometheus-')));
  await mkdir(folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const configFile = join(folder, 'prometheus.yml');
  await writeFile(configFile, configuration(options));
  const child = spawn(options.program ?? 'prometheus', commandLine(configFile, folder, port, options), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  const lines = collectLines(child);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const url = `http://127.0.0.1:${port}${options.pathPrefix ?? ''}`;
  const stop = async () => {
    process.removeListener('exit', killWithUs);
    await end(child);
    if (temporary) await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child, url, options.readyTimeoutMs ?? 60_000);
  } catch (error) {
    await stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Prometheus did not start on ${url}: ${reason}\n${lines.join('\n')}`);
  }
  return {
    url,
    port,
    pid: child.pid ?? 0,
    folder,
    log: () => lines.join('\n'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** prometheus.yml as JSON, which is YAML too. */
function configuration(options: PrometheusOptions): string {
  const interval = options.scrapeInterval ?? '15s';
  return JSON.stringify(
    {
      global: { scrape_interval: interval, evaluation_interval: interval },
      rule_files: options.ruleFiles ?? [],
      scrape_configs: options.scrapeConfigs ?? [],
    },
    null,
    2,
  );
}

function commandLine(configFile: string, folder: string, port: number, options: PrometheusOptions): string[] {
  return [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--storage.tsdb.retention.time=${options.retention ?? '10y'}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-remote-write-receiver',
    '--web.enable-lifecycle',
    '--log.level=warn',
    ...(options.flags ?? []),
  ];
}

function collectLines(child: ChildProcess): string[] {
  const lines: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    lines.push(...chunk.trimEnd().split('\n'));
    lines.splice(0, Math.max(0, lines.length - 40));
  });
  return lines;
}

async function ready(child: ChildProcess, url: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let failure: Error | null = null;
  child.once('error', (error: NodeJS.ErrnoException) => {
    failure =
      error.code === 'ENOENT'
        ? new Error('the program `prometheus` is not on PATH (Debian: apt-get install prometheus).')
        : error;
  });
  while (Date.now() < deadline) {
    if (failure !== null) throw failure;
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}.`);
    const answer = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    // The body is read so that the connection is given back.
    await answer?.text();
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it was not ready within ${timeoutMs / 1000} s.`);
}

/** SIGTERM, then SIGKILL after 10 s. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
