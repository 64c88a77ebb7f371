/**
 * HTTP to Prometheus: a keep-alive pool, form bodies, time-out, size limit after inflation, and one retry when a
 * kept-alive socket was closed under a request. Knows nothing of what the answers mean.
 */
import 'server-only';
import { createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, Pool } from 'undici';
import { Fault } from '@/lib/mesh/fault';
import type { PrometheusSettings } from './settings';

const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Larger bodies are not joined and decoded in one go, which would hold the event loop. */
const LARGE_BYTES = 256 * 1024;
const BEGINNING_BYTES = 1024;

export interface TextAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  /** Of a large body only the beginning. */
  readonly text: string;
  /** The whole of a large body. */
  readonly chunks: readonly Buffer[] | null;
}

export interface Transport {
  /** Base address, for messages. */
  readonly base: string;
  /**
   * Sends a query, as POST with a form or as GET. Throws `Fault`: `source-unreachable`, `source-timeout`,
   * `source-bad-data` (cut off in mid-body), `too-large`; when `signal` aborts, its reason.
   */
  send(
    method: 'GET' | 'POST',
    path: string,
    parameters: URLSearchParams,
    signal?: AbortSignal,
  ): Promise<TextAnswer>;
  close(): Promise<void>;
}

export function createTransport(settings: PrometheusSettings): Transport {
  const prefix = settings.url.pathname.replace(/\/+$/, '');
  const base = settings.url.origin + prefix;
  // On the same machine compressing costs both sides more than it saves.
  const isLocal = /^(localhost|127\.[\d.]+|\[::1\])$/.test(settings.url.hostname);
  const pool = new Pool(settings.url.origin, {
    connections: 16,
    keepAliveTimeout: 10_000,
    // The per-query signal decides; these only must not cut in before it.
    headersTimeout: settings.timeoutMs + 5_000,
    bodyTimeout: settings.timeoutMs + 5_000,
    ...(settings.caPem === null ? {} : { connect: { ca: settings.caPem } }),
  });
  return {
    base,
    close: () => pool.close(),
    async send(method, path, parameters, signal) {
      for (const [name, value] of Object.entries(settings.queryParameters)) parameters.set(name, value);
      const form = parameters.toString();
      // Prometheus gives up by itself at `timeout` and says so; ours is for a server that is stuck.
      const timeout = AbortSignal.timeout(settings.timeoutMs + 500);
      const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const options: Dispatcher.RequestOptions = {
        method,
        path: prefix + path + (method === 'GET' && form !== '' ? `?${form}` : ''),
        signal: either,
        headers: {
          accept: 'application/json',
          'accept-encoding': isLocal ? 'identity' : 'gzip, deflate',
          ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...settings.headers,
        },
        ...(method === 'POST' ? { body: form } : {}),
      };
      try {
        return await requestText(pool, options, either, settings.maxBodyBytes ?? MAX_BODY_BYTES);
      } catch (error) {
        signal?.throwIfAborted();
        throw timeout.aborted ? tookTooLong(base, settings.timeoutMs) : asFault(error, base);
      }
    },
  };
}

/** Queries change nothing, so one whose kept-alive socket was reset before any answer is sent once more. */
async function requestText(
  pool: Pool,
  options: Dispatcher.RequestOptions,
  signal: AbortSignal,
  maxBytes: number,
): Promise<TextAnswer> {
  const response = await pool.request(options).catch((error: unknown) => {
    if (signal.aborted || !isReset(error)) throw error;
    return pool.request(options);
  });
  const header = (name: string): string | null => {
    const value = response.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  return {
    status: response.statusCode,
    contentType: header('content-type') ?? '',
    location: header('location'),
    ...(await readText(response.body, header('content-encoding'), maxBytes)),
  };
}

async function readText(
  body: Dispatcher.ResponseData['body'],
  encoding: string | null,
  maxBytes: number,
): Promise<Pick<TextAnswer, 'text' | 'chunks'>> {
  const inflate = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : null;
  // `pipe` does not hand errors on: without this a connection that breaks would leave us waiting for ever.
  if (inflate !== null) body.once('error', (error: Error) => inflate.destroy(error));
  const stream = inflate === null ? body : body.pipe(inflate);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(bytes);
    }
  } catch (error) {
    body.destroy();
    throw error instanceof Fault ? error : new CutOff(size, error);
  }
  if (size <= LARGE_BYTES) return { text: Buffer.concat(chunks, size).toString(), chunks: null };
  return { text: (chunks[0] ?? Buffer.alloc(0)).toString('utf8', 0, BEGINNING_BYTES), chunks };
}

/** The answer began and did not end. */
class CutOff extends Error {
  constructor(bytes: number, cause: unknown) {
    super(`cut off after ${bytes} bytes`, { cause });
  }
}

function tooLarge(maxBytes: number): Fault {
  return new Fault(
    'too-large',
    `Prometheus' answer is larger than ${maxBytes >> 20} MB and was not read to its end.`,
    {
      source: 'prometheus',
      hint: 'Choose fewer namespaces or a shorter window.',
    },
  );
}

function tookTooLong(base: string, timeoutMs: number): Fault {
  return new Fault('source-timeout', `Prometheus at ${base} did not answer within ${timeoutMs / 1000} s.`, {
    source: 'prometheus',
    hint: 'Choose a shorter window, or raise PERIPLUS_PROMETHEUS_TIMEOUT.',
  });
}

function asFault(error: unknown, base: string): Error {
  if (error instanceof Fault) return error;
  if (error instanceof CutOff) {
    return new Fault('source-bad-data', `Prometheus at ${base} sent an answer that was ${error.message}.`, {
      source: 'prometheus',
      hint: 'Try again; if it stays, look at the proxy in front of Prometheus.',
      cause: error,
    });
  }
  const reason = error instanceof Error ? innermostMessage(error) : String(error);
  return new Fault('source-unreachable', `Prometheus at ${base} cannot be reached: ${reason}.`, {
    source: 'prometheus',
    hint: 'Check PERIPLUS_PROMETHEUS_URL, and that Prometheus or its port-forward runs.',
    cause: error,
  });
}

/** The innermost message: with several addresses to try, Node wraps one error for each. */
function innermostMessage(error: Error): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return innermostMessage(error.errors[0]);
  if (error.message === '' && error.cause instanceof Error) return innermostMessage(error.cause);
  return error.message || error.name;
}

function isReset(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
