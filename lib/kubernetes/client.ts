/**
 * HTTP to the API server: JSON and streams, with time-outs, size limits, aborts that close the connection, patience
 * where the server asks for it, and every refusal as a `Fault`. Knows nothing of what the objects mean.
 */
import 'server-only';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Fault, type FaultCode } from '@/lib/mesh/fault';
import type { ClusterAccount, ClusterConnection } from './account';
import { type ApiFault, type Asker, apiFault } from './api-fault';

export interface ApiRequest {
  /** Below the API server's address, without a query, for example `/api/v1/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** Of the whole answer for `json`, until its head for `stream`; default 15 s. */
  readonly timeoutMs?: number;
}

export interface ApiStream {
  readonly contentType: string;
  /** Destroy it to close the connection. */
  readonly body: IncomingMessage;
}

export interface KubernetesClient {
  /** As messages call the cluster. */
  readonly title: string;
  /**
   * The parsed answer. Throws `ApiFault` for a refusal, `Fault` `source-unreachable`, `source-timeout`,
   * `source-bad-data`, `too-large`; when `signal` aborts, its reason.
   */
  json(request: ApiRequest): Promise<unknown>;
  /** The answer's body as it comes. Throws as `json` does until the head has come; then the body's own errors. */
  stream(request: ApiRequest): Promise<ApiStream>;
  /** For WebSockets: address, headers and agent. */
  connection(): Promise<ClusterConnection>;
  /** The same cluster asked by somebody's own token. */
  as(token: string): KubernetesClient;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** A refusal longer than this is cut: nobody reads it. */
const MAX_REFUSAL_BYTES = 64 * 1024;
const MOST_ATTEMPTS = 4;
/** Milliseconds; a server that asks for more is told to the reader instead. */
const LONGEST_PAUSE_MS = 10_000;

/** Told of every call: what came of it, the seconds until its answer (or a stream's head), the refusal's sentence. */
export type ObserveCall = (outcome: 'ok' | FaultCode, seconds: number, detail: string | null) => void;

/** Asks by the account's own credential. */
export function kubernetesClient(
  account: ClusterAccount,
  observe: ObserveCall = () => undefined,
): KubernetesClient {
  return new Client(account, null, observe);
}

class Client implements KubernetesClient {
  readonly title: string;
  readonly #account: ClusterAccount;
  readonly #token: string | null;
  readonly #asker: Asker;
  readonly #observe: ObserveCall;

  constructor(account: ClusterAccount, token: string | null, observe: ObserveCall) {
    this.#observe = observe;
    this.title = account.title;
    this.#account = account;
    this.#token = token;
    this.#asker = token === null ? 'console' : 'user';
  }

  as(token: string): KubernetesClient {
    return new Client(this.#account, token, this.#observe);
  }

  connection(): Promise<ClusterConnection> {
    return this.#account.connection(this.#token);
  }

  json(asked: ApiRequest): Promise<unknown> {
    return this.#observed(() => this.#json(asked));
  }

  stream(asked: ApiRequest): Promise<ApiStream> {
    return this.#observed(() => this.#stream(asked));
  }

  /** A call that was taken back says nothing about the server. */
  async #observed<T>(call: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    try {
      const answer = await call();
      this.#observe('ok', seconds(), null);
      return answer;
    } catch (error) {
      if (error instanceof Fault) this.#observe(error.code, seconds(), error.message);
      throw error;
    }
  }

  async #json(asked: ApiRequest): Promise<unknown> {
    const timeoutMs = asked.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = asked.signal === undefined ? timeout : AbortSignal.any([asked.signal, timeout]);
    try {
      const answer = await this.#answered(asked, signal);
      const text = await readText(answer, MAX_BODY_BYTES);
      try {
        return JSON.parse(text);
      } catch (error) {
        throw this.#badData('is no JSON', error);
      }
    } catch (error) {
      asked.signal?.throwIfAborted();
      throw timeout.aborted ? this.#tookTooLong(timeoutMs) : this.#asFault(error);
    }
  }

  async #stream(asked: ApiRequest): Promise<ApiStream> {
    const timeoutMs = asked.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    // Not a signal of the request: it must not cut the body once the head has come.
    const head = new AbortController();
    const timer = setTimeout(() => head.abort(), timeoutMs);
    const signal = asked.signal === undefined ? head.signal : AbortSignal.any([asked.signal, head.signal]);
    try {
      const body = await this.#answered(asked, signal);
      return { contentType: String(body.headers['content-type'] ?? ''), body };
    } catch (error) {
      asked.signal?.throwIfAborted();
      throw head.signal.aborted ? this.#tookTooLong(timeoutMs) : this.#asFault(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** An answer below 300, after as many attempts as the server's own wishes allow. */
  async #answered(asked: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const connection = await this.#account.connection(this.#token);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(connection, asked, signal).catch((error: unknown) => {
        // A kept-alive socket that was closed under a request that changes nothing: once more.
        const mayRepeat = attempt === 1 && (asked.method ?? 'GET') === 'GET' && !signal.aborted;
        if (mayRepeat && isReset(error)) return null;
        throw error;
      });
      if (answer === null) continue;
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return answer;
      const fault = await this.#refusal(status, answer);
      const pauseMs = (fault.retryAfterSeconds ?? 1) * 1000;
      // 429 promises that nothing was done, so that even a write may be sent again.
      if (status !== 429 || attempt >= MOST_ATTEMPTS || pauseMs > LONGEST_PAUSE_MS) throw fault;
      await pause(pauseMs, signal);
    }
  }

  async #refusal(status: number, answer: IncomingMessage): Promise<ApiFault> {
    const text = await readText(answer, MAX_REFUSAL_BYTES).catch(() => '');
    return apiFault(status, text, (answer.headers['retry-after'] as string | undefined) ?? null, this.#asker);
  }

  #tookTooLong(timeoutMs: number): Fault {
    return new Fault(
      'source-timeout',
      `The API server of ${this.title} did not answer within ${timeoutMs / 1000} s.`,
      { source: 'kubernetes', hint: 'Try again; if it stays, look at the load of the API server.' },
    );
  }

  #badData(what: string, cause: unknown): Fault {
    return new Fault('source-bad-data', `The answer of the API server of ${this.title} ${what}.`, {
      source: 'kubernetes',
      hint: 'Look at what stands between the console and the API server.',
      cause,
    });
  }

  #asFault(error: unknown): Error {
    if (error instanceof Fault) return error;
    if (error instanceof CutOff) return this.#badData(error.message, error);
    return new Fault(
      'source-unreachable',
      `The API server of ${this.title} cannot be reached: ${innermostMessage(error)}.`,
      {
        source: 'kubernetes',
        hint: 'Check that it runs and that the console may reach it.',
        cause: error,
      },
    );
  }
}

/** The answer began and did not end. */
class CutOff extends Error {}

function send(
  { url, headers, agent }: ClusterConnection,
  { path, query = {}, method = 'GET', body, contentType = 'application/json', accept }: ApiRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const target = new URL(url.pathname.replace(/\/+$/, '') + path, url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, String(value));
  }
  const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const outgoing = (target.protocol === 'https:' ? httpsRequest : httpRequest)(
      target,
      {
        method,
        agent,
        signal,
        headers: {
          accept: accept ?? 'application/json',
          'user-agent': 'periplus',
          ...headers,
          ...(bytes === null ? {} : { 'content-type': contentType, 'content-length': bytes.length }),
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(bytes ?? undefined);
  });
}

async function readText(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      pieces.push(piece);
    }
  } catch (error) {
    answer.destroy();
    if (error instanceof Fault) throw error;
    throw new CutOff(`was cut off after ${size} bytes`, { cause: error });
  }
  return Buffer.concat(pieces, size).toString('utf8');
}

function tooLarge(maxBytes: number): Fault {
  return new Fault('too-large', `The API server's answer is larger than ${maxBytes >> 20} MB.`, {
    source: 'kubernetes',
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal.addEventListener('abort', cancel, { once: true });
  });
}

/** The innermost message: with several addresses to try, Node wraps one error for each. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return innermostMessage(error.errors[0]);
  if (error.message === '' && error.cause instanceof Error) return innermostMessage(error.cause);
  return error.message || error.name;
}

function isReset(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ECONNRESET' || code === 'EPIPE';
}
