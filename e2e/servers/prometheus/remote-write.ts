/**
 * Puts samples into a Prometheus by remote write: batched, compressed, several requests at a time,
 * retried where that can help. `backfill` lays down hours of history in the order of time.
 */
import { compress } from 'snappyjs';
import { type RemoteSeries, WriteRequest } from './write-request';

export type { RemoteExemplar, RemoteSample, RemoteSeries } from './write-request';

export interface RemoteWriteOptions {
  /** Requests under way at once, default 2. */
  readonly concurrency?: number;
  /** Bytes of a request before compression, default 4 MiB. */
  readonly batchBytes?: number;
  /** Tries of one request when the server is busy or the connection breaks, default 5. */
  readonly tries?: number;
  readonly signal?: AbortSignal;
}

export interface Written {
  readonly series: number;
  readonly samples: number;
}

/**
 * Writes all series and resolves when Prometheus has them; they can be queried at once.
 * `series` may be a generator, so that millions of samples never exist together.
 *
 * Prometheus refuses samples more than an hour older than its newest one (out of bounds) and samples of one
 * series that go back in time (out of order), each with HTTP 400: the error carries its message.
 * For more than an hour use `backfill`.
 */
export async function remoteWrite(
  url: string,
  series: Iterable<RemoteSeries>,
  options: RemoteWriteOptions = {},
): Promise<Written> {
  const batchBytes = options.batchBytes ?? 4 << 20;
  const lanes: Promise<void>[] = Array.from({ length: options.concurrency ?? 2 }, () => Promise.resolve());
  const request = new WriteRequest();
  const written = { series: 0, samples: 0 };
  let next = 0;
  const flush = async () => {
    const body = compress(request.take());
    // A lane is one request after another; waiting for it keeps memory bounded.
    const lane = next++ % lanes.length;
    await lanes[lane];
    lanes[lane] = send(url, body, options);
    // A lane that fails while another is awaited must not count as unhandled; it is awaited below.
    lanes[lane].catch(() => {});
  };
  for (const one of series) {
    if (one.samples.length === 0 && one.histograms === undefined) continue;
    request.add(one);
    written.series += 1;
    written.samples += one.samples.length;
    if (request.byteLength >= batchBytes) await flush();
  }
  if (request.byteLength > 0) await flush();
  await Promise.all(lanes);
  return written;
}

export interface Backfill extends RemoteWriteOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** The series with their samples in `[fromMs, toMs)`. Keep the label objects between calls: their encoding is reused. */
  readonly seriesBetween: (fromMs: number, toMs: number) => Iterable<RemoteSeries>;
  /** Length of a slice, default 30 minutes; must stay below Prometheus' one hour. */
  readonly sliceMs?: number;
  /** Called after each slice with the share done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/** Writes history slice by slice in the order of time, which is the only order that Prometheus takes. */
export async function backfill(url: string, plan: Backfill): Promise<Written> {
  const sliceMs = plan.sliceMs ?? 30 * 60_000;
  const written = { series: 0, samples: 0 };
  for (let from = plan.fromMs; from < plan.toMs; from += sliceMs) {
    const to = Math.min(plan.toMs, from + sliceMs);
    const slice = await remoteWrite(url, plan.seriesBetween(from, to), plan);
    written.series = Math.max(written.series, slice.series);
    written.samples += slice.samples;
    plan.onProgress?.((to - plan.fromMs) / (plan.toMs - plan.fromMs));
  }
  return written;
}

async function send(url: string, body: Buffer, options: RemoteWriteOptions): Promise<void> {
  const tries = options.tries ?? 5;
  let reason = '';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    options.signal?.throwIfAborted();
    const answer = await post(url, body, options.signal);
    if (answer.status >= 200 && answer.status < 300) return;
    reason = answer.text;
    const worthRetrying = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    if (!worthRetrying) {
      throw new Error(`Prometheus at ${url} refused a remote write (HTTP ${answer.status}): ${reason}`);
    }
  }
  throw new Error(`Remote write to ${url} failed ${tries} times, last with: ${reason}`);
}

async function post(
  url: string,
  body: Buffer,
  signal: AbortSignal | undefined,
): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
      },
      body: new Uint8Array(body.buffer, body.byteOffset, body.byteLength) as Uint8Array<ArrayBuffer>,
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: answer.status, text: (await answer.text()).trim() };
  } catch (error) {
    signal?.throwIfAborted();
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { status: 0, text: cause };
  }
}
