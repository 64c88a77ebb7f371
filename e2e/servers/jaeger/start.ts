/**
 * Starts a real Jaeger on free loopback ports with its store in memory, waits until it answers,
 * and stops it by its process id. Without a file of settings Jaeger would listen on every address.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildJaeger, jaegerBinary } from './build';
import { freePorts } from './free-port';

export interface JaegerServer {
  /** Base of the query API (v1 and v3), for example `http://127.0.0.1:41003`, with the base path where one was given. */
  readonly queryUrl: URL;
  /** Base of OTLP/HTTP; spans go to `/v1/traces` below it. */
  readonly otlpUrl: URL;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface JaegerOptions {
  /** `base_path` of the query API, starting with `/`. */
  readonly basePath?: string;
  /** Traces kept in memory; the oldest go first. */
  readonly maxTraces?: number;
  /** Traces may be put into an archive, a second store in memory. */
  readonly archive?: boolean;
  /** The server to run, where it is not the one that is built here (for example `jaeger` from PATH). */
  readonly binary?: string;
  /** `v1` for `jaeger-all-in-one` of line 1, which takes flags instead of a file; default `v2`. */
  readonly generation?: 'v1' | 'v2';
}

/** Whether the server has been built; tests that need it skip themselves, with the reason, when not. */
export function jaegerIsBuilt(): boolean {
  return existsSync(jaegerBinary());
}

/** Starts Jaeger. Builds it first when it is not there; throws with the reason when that cannot be done. */
export async function startJaeger(options: JaegerOptions = {}): Promise<JaegerServer> {
  const binary = options.binary ?? (await builtBinary());
  const folder = await mkdtemp(join(tmpdir(), 'periplus-jaeger-'));
  const [query, grpc, otlp, health] = await freePorts(4);
  const ports = { query, grpc, otlp, health };
  let words = flagsOfLine1(ports, options);
  if (options.generation !== 'v1') {
    const config = join(folder, 'jaeger.yaml');
    await writeFile(config, settings(ports, options));
    words = ['--config', config];
  }
  const child = spawn(binary, words, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  let log = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (!stopping) {
      stopping = true;
      // Its orderly stop waits five seconds for open connections, and there is nothing to save.
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    }
  };
  const queryUrl = new URL(`http://127.0.0.1:${query}${options.basePath ?? ''}`);
  const otlpUrl = new URL(`http://127.0.0.1:${otlp}`);
  const failure = await Promise.race([ended, untilReady(queryUrl, otlpUrl)]);
  if (failure !== null) {
    await stop();
    throw new Error(`Jaeger did not start: ${failure}\n${log}`);
  }
  return { queryUrl, otlpUrl, pid: child.pid ?? 0, stop };
}

async function builtBinary(): Promise<string> {
  const result = await buildJaeger();
  if (result.kind !== 'built') throw new Error(result.reason);
  return result.path;
}

interface Ports {
  readonly query: number | undefined;
  readonly grpc: number | undefined;
  readonly otlp: number | undefined;
  readonly health: number | undefined;
}

/** What line 1 takes instead of a file. The ports that nobody asks are left to the system, on loopback. */
function flagsOfLine1(ports: Ports, options: JaegerOptions): string[] {
  const any = '127.0.0.1:0';
  return [
    `--memory.max-traces=${options.maxTraces ?? 100_000}`,
    `--query.http-server.host-port=127.0.0.1:${ports.query}`,
    `--query.grpc-server.host-port=127.0.0.1:${ports.grpc}`,
    ...(options.basePath === undefined ? [] : [`--query.base-path=${options.basePath}`]),
    '--collector.otlp.enabled=true',
    `--collector.otlp.http.host-port=127.0.0.1:${ports.otlp}`,
    `--collector.otlp.grpc.host-port=${any}`,
    `--http-server.host-port=${any}`,
    `--collector.http-server.host-port=${any}`,
    `--collector.grpc-server.host-port=${any}`,
    `--admin.http.host-port=127.0.0.1:${ports.health}`,
    '--log-level=warn',
  ];
}

/** OpenTelemetry Collector settings; JSON is YAML. */
function settings(ports: Ports, options: JaegerOptions): string {
  const at = (port: number | undefined): { endpoint: string } => ({ endpoint: `127.0.0.1:${port}` });
  return JSON.stringify({
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      // No batch processor: a span is in the store when its OTLP request is answered.
      pipelines: { traces: { receivers: ['otlp'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: { metrics: { level: 'none' }, logs: { level: 'warn' } },
    },
    extensions: {
      jaeger_query: {
        storage: {
          traces: 'memory_store',
          ...(options.archive === true && { traces_archive: 'archive_store' }),
        },
        http: at(ports.query),
        grpc: at(ports.grpc),
        ...(options.basePath === undefined ? {} : { base_path: options.basePath }),
      },
      jaeger_storage: {
        backends: {
          memory_store: { memory: { max_traces: options.maxTraces ?? 100_000 } },
          ...(options.archive === true && { archive_store: { memory: { max_traces: 100 } } }),
        },
      },
      healthcheckv2: { use_v2: true, http: at(ports.health) },
    },
    receivers: { otlp: { protocols: { http: at(ports.otlp) } } },
    exporters: { jaeger_storage_exporter: { trace_storage: 'memory_store' } },
  });
}

const READY_WITHIN_MS = 60_000;

/** Asks until both ports answer; `null` when they do, else what was missing. */
async function untilReady(queryUrl: URL, otlpUrl: URL): Promise<string | null> {
  const until = Date.now() + READY_WITHIN_MS;
  const base = queryUrl.href.replace(/\/$/, '');
  while (Date.now() < until) {
    const [query, otlp] = await Promise.all([
      answers(`${base}/api/services`, 'GET'),
      answers(`${otlpUrl.href}v1/traces`, 'POST'),
    ]);
    if (query && otlp) return null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return `it did not answer within ${READY_WITHIN_MS / 1000} s`;
}

async function answers(url: string, method: 'GET' | 'POST'): Promise<boolean> {
  const body = method === 'POST' ? '{"resourceSpans":[]}' : null;
  try {
    const response = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
