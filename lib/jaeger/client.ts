/**
 * HTTP to Jaeger's query service: base path, credentials, time-out, size limit, and one retry
 * when a kept-alive connection had been closed. Knows nothing of what the answers mean.
 */
import 'server-only';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Agent, type Dispatcher, request } from 'undici';
import { Fault } from '@/lib/mesh/fault';

/** How Jaeger is reached; the same shape for every HTTP source. */
export interface JaegerSettings {
  /** Base URL with the path prefix (`base_path`), for example `https://jaeger.example/jaeger`. */
  readonly url: URL;
  /** Sent with every request: credentials, tenant. */
  readonly headers: Readonly<Record<string, string>>;
  /** Added to every request's query. */
  readonly queryParameters: Readonly<Record<string, string>>;
  /** Certificates to trust instead of the system's, as PEM. */
  readonly caPem: string | null;
  readonly timeoutMs: number;
}

/** `absent`: the server has no such thing (404, or 405 for an address that takes no writes); `page`: it answered with a web page, so there is no API at this path. */
export type JaegerAnswer =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'absent'; readonly message: string; readonly fromApi: boolean }
  | { readonly kind: 'page' };

/** An answer that is handed on while it comes, whatever its size; else as `JaegerAnswer`. */
export type JaegerStream =
  | {
      readonly kind: 'stream';
      readonly body: ReadableStream<Uint8Array>;
      /** `gzip` only where that was asked for. */
      readonly encoding: 'gzip' | null;
    }
  | Exclude<JaegerAnswer, { kind: 'json' }>;

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** The reader takes gzip: then what Jaeger compressed is passed on as it is. */
  readonly gzip?: boolean;
}

export interface JaegerClient {
  /** The base URL, for messages. */
  readonly base: string;
  /** Throws `Fault`: `source-unreachable`, `source-timeout`, `source-bad-data`, `source-rejected`, `too-large`. */
  get(path: string, parameters: URLSearchParams, signal?: AbortSignal): Promise<JaegerAnswer>;
  /** A write without a body; it is never sent twice. Else as `get`. */
  post(path: string, signal?: AbortSignal): Promise<JaegerAnswer>;
  /** As `get`, for traces: the time-out counts until the answer begins, and then for each pause in it. */
  open(path: string, parameters: URLSearchParams, options?: OpenOptions): Promise<JaegerStream>;
}

/** The most of one answer that is read, in bytes after decompression. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

export function createJaegerClient(settings: JaegerSettings): JaegerClient {
  const base = settings.url.origin + settings.url.pathname.replace(/\/+$/, '');
  const agent = new Agent({
    connections: 16,
    keepAliveTimeout: 10_000,
    ...(settings.caPem === null ? {} : { connect: { ca: settings.caPem } }),
  });
  const addressOf = (path: string, parameters: URLSearchParams): string => {
    const query = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(settings.queryParameters)) query.set(name, value);
    const search = query.toString();
    return `${base}${path}${search === '' ? '' : `?${search}`}`;
  };
  const ask = async (method: 'GET' | 'POST', url: string, signal?: AbortSignal): Promise<JaegerAnswer> => {
    const timeout = AbortSignal.timeout(settings.timeoutMs);
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const response = await send(agent, url, { method, headers: settings.headers, signal: both });
      return understand(base, await textOf(response));
    } catch (error) {
      throw toFault(error, base, settings.timeoutMs, timeout.aborted, signal);
    }
  };
  return {
    base,
    async open(path, parameters, options = {}) {
      const { signal } = options;
      try {
        const response = await send(agent, addressOf(path, parameters), {
          headers: settings.headers,
          signal,
          headersTimeout: settings.timeoutMs,
          bodyTimeout: settings.timeoutMs,
        });
        return await handOn(base, response, options.gzip === true);
      } catch (error) {
        throw toFault(error, base, settings.timeoutMs, false, signal);
      }
    },
    get: (path, parameters, signal) => ask('GET', addressOf(path, parameters), signal),
    post: (path, signal) => ask('POST', addressOf(path, NO_PARAMETERS), signal),
  };
}

const NO_PARAMETERS = new URLSearchParams();

interface TextAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string;
  readonly text: string;
}

type Answered = Awaited<ReturnType<typeof request>>;

interface SendOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** GET unless said otherwise. */
  readonly method?: 'GET' | 'POST';
  readonly headersTimeout?: number;
  readonly bodyTimeout?: number;
}

/** One request. Reading twice is harmless, so a connection that broke before anything was answered is tried once more. */
async function send(
  dispatcher: Dispatcher,
  url: string,
  { headers, signal, method = 'GET', ...limits }: SendOptions,
): Promise<Answered> {
  const once = (): ReturnType<typeof request> =>
    request(url, {
      dispatcher,
      method,
      ...limits,
      ...(signal === undefined ? {} : { signal }),
      headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...headers },
    });
  return once().catch((error: unknown) => {
    if (method !== 'GET' || !isReset(error) || signal?.aborted === true) throw error;
    return once();
  });
}

async function textOf(response: Answered): Promise<TextAnswer> {
  return {
    status: response.statusCode,
    contentType: headerOf(response, 'content-type'),
    location: headerOf(response, 'location'),
    text: await readBody(response.body, isGzipped(response)),
  };
}

function headerOf(response: Answered, name: string): string {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function isGzipped(response: Answered): boolean {
  return headerOf(response, 'content-encoding') === 'gzip';
}

/** A good answer as a stream; any other is read and understood. */
async function handOn(base: string, response: Answered, gzip: boolean): Promise<JaegerStream> {
  const isGood = response.statusCode >= 200 && response.statusCode < 300;
  if (!isGood || headerOf(response, 'content-type').startsWith('text/html')) {
    const answer = understand(base, await textOf(response));
    if (answer.kind === 'json') throw badData(base);
    return answer;
  }
  const zipped = isGzipped(response);
  if (!zipped || gzip) {
    return { kind: 'stream', body: webStream(response.body), encoding: zipped ? 'gzip' : null };
  }
  const plain = response.body.pipe(createGunzip());
  response.body.once('error', (error: Error) => plain.destroy(error));
  return { kind: 'stream', body: webStream(plain), encoding: null };
}

function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

async function readBody(body: Dispatcher.ResponseData['body'], gzipped: boolean): Promise<string> {
  const stream = gzipped ? body.pipe(createGunzip()) : body;
  // A pipe does not carry errors along: a cut connection would otherwise never end.
  if (gzipped) body.once('error', (error: Error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      body.destroy();
      throw tooLarge();
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

export function tooLarge(): Fault {
  return new Fault(
    'too-large',
    `Jaeger's answer is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB, so it was not read to the end.`,
    { source: 'jaeger', hint: 'Ask for fewer traces, or a shorter time.' },
  );
}

/** Jaeger sends its errors as JSON under `text/plain`, so the text itself decides, not its type. */
function understand(base: string, answer: TextAnswer): JaegerAnswer {
  const page = /^\s*</.test(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    if (page || answer.contentType.startsWith('text/html')) return { kind: 'page' };
    return { kind: 'json', body: parseJson(base, answer.text) };
  }
  const told = page ? null : messageOf(answer.text);
  if (answer.status === 405)
    return { kind: 'absent', message: told?.message ?? 'method not allowed', fromApi: false };
  if (answer.status === 404 || told?.message.includes('trace not found') === true) {
    return { kind: 'absent', message: told?.message ?? 'not found', fromApi: told?.fromApi ?? false };
  }
  throw rejected(base, answer, told?.message ?? '');
}

function rejected(base: string, answer: TextAnswer, message: string): Fault {
  const said = message === '' ? '' : `: ${message}`;
  if (answer.status >= 300 && answer.status < 400) {
    return new Fault('source-rejected', `Jaeger at ${base} sends requests elsewhere (${answer.status}).`, {
      source: 'jaeger',
      hint: 'A login page or a proxy stands before it: check PERIPLUS_JAEGER_URL and the credentials.',
    });
  }
  if (answer.status === 401 || answer.status === 403) {
    return new Fault(
      'source-rejected',
      `Jaeger at ${base} refused the credentials (${answer.status})${said}.`,
      {
        source: 'jaeger',
        hint: 'Check PERIPLUS_JAEGER_TOKEN, or the user name and password.',
      },
    );
  }
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
    return new Fault('source-unreachable', `Jaeger at ${base} is not available (${answer.status})${said}.`, {
      source: 'jaeger',
      hint: 'Something before it answers in its place: check that its pods are ready.',
    });
  }
  return new Fault('source-rejected', `Jaeger answered ${answer.status}${said || ' without a reason'}.`, {
    source: 'jaeger',
  });
}

function parseJson(base: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (whole) {
    // Streaming gateways send one JSON document per line.
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1) {
      try {
        return lines.map((line): unknown => JSON.parse(line));
      } catch {
        // Fall through to the error of the whole.
      }
    }
    throw badData(base, whole);
  }
}

function badData(base: string, cause?: unknown): Fault {
  return new Fault('source-bad-data', `The answer of Jaeger at ${base} is not valid JSON, or was cut off.`, {
    source: 'jaeger',
    hint: 'If it happens again, a proxy between may limit the size of answers.',
    cause,
  });
}

const MESSAGE_LENGTH = 300;

/** Jaeger's own words: v1 `{errors:[{msg}]}`, v3 `{error:{message}}`, else the text. */
function messageOf(text: string): { message: string; fromApi: boolean } {
  try {
    const body: unknown = JSON.parse(text);
    const record = (value: unknown): Record<string, unknown> =>
      typeof value === 'object' && value !== null ? { ...value } : {};
    const errors = record(body).errors;
    const first = Array.isArray(errors) ? record(errors[0]).msg : record(record(body).error).message;
    return { message: String(first ?? '').slice(0, MESSAGE_LENGTH), fromApi: true };
  } catch {
    return { message: text.trim().slice(0, MESSAGE_LENGTH), fromApi: false };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isReset(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

function toFault(
  error: unknown,
  base: string,
  timeoutMs: number,
  timedOut: boolean,
  signal: AbortSignal | undefined,
): unknown {
  if (error instanceof Fault) return error;
  // The browser went away. Whatever reason the signal gave, everyone knows it by the platform's name.
  if (signal?.aborted === true) return new DOMException('The reader went away.', 'AbortError');
  if (timedOut || codeOf(error) === 'UND_ERR_HEADERS_TIMEOUT' || codeOf(error) === 'UND_ERR_BODY_TIMEOUT') {
    return new Fault('source-timeout', `Jaeger at ${base} did not answer within ${timeoutMs / 1000} s.`, {
      source: 'jaeger',
      hint: 'Ask for a shorter time or fewer traces, or raise PERIPLUS_JAEGER_TIMEOUT.',
      cause: error,
    });
  }
  const reason = codeOf(error) || (error instanceof Error ? error.message : String(error));
  return new Fault('source-unreachable', `Jaeger at ${base} cannot be reached (${reason}).`, {
    source: 'jaeger',
    hint: 'Check that it runs and that PERIPLUS_JAEGER_URL is right.',
    cause: error,
  });
}
