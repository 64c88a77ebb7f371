/**
 * `loadDetail`: one node or edge in two questions for the window and two for the window before. How requests ended is
 * essential; anything else that fails leaves its part out and a warning that names it.
 */
import type { TrafficPort } from '@/lib/graph/traffic';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { ladderOf } from '@/lib/metrics/ladder';
import type { DetailPort, EndsAnswer, HistogramsAnswer } from '@/lib/metrics/traffic-detail';
import type { DetailAnswer } from './contract';
import { bothSides, headlineOf, mtlsOf, requestsOf, sharesOf } from './figures';
import type { DetailSubject } from './subject';

export interface DetailPorts {
  readonly detail: DetailPort;
  readonly traffic: Pick<TrafficPort, 'settle'>;
}

export interface DetailRequest {
  readonly window: TimeWindow;
  /** The window is exactly the one meant, and not the last one that was recorded in place of it. */
  readonly isSettled: boolean;
  readonly subject: DetailSubject;
  /** The first instant that the source still has, Unix seconds; null = not known. */
  readonly oldestSeconds: number | null;
}

/** Throws `Fault` when it cannot be read how requests ended. */
export async function loadDetail(
  { detail, traffic }: DetailPorts,
  request: DetailRequest,
  signal?: AbortSignal,
): Promise<DetailAnswer> {
  const { subject, oldestSeconds } = request;
  // The very window that the graph's numbers belong to.
  const { window } = request.isSettled ? request : await traffic.settle(request.window);
  const warnings = new Map<string, Warning>();
  const ask = (
    at: TimeWindow,
    what: string,
    wholes: DetailSubject['wholes'],
    other: DetailSubject['other'],
  ) => {
    const query = { ...subject, wholes, other, window: at, signal };
    return {
      ends: detail.ends(query),
      histograms: subject.requests ? orNull(`Latency and sizes${what}`, detail.histograms(query)) : null,
    };
  };
  async function orNull<T>(what: string, answer: Promise<T>): Promise<T | null> {
    try {
      return await answer;
    } catch (error) {
      warn(warnings, `${what} are missing: `, error);
      return null;
    }
  }
  const earlier = { fromSeconds: window.fromSeconds - windowSeconds(window), toSeconds: window.fromSeconds };
  const isKept = oldestSeconds === null || earlier.fromSeconds >= oldestSeconds;
  const now = ask(window, '', subject.wholes, subject.other);
  const past = isKept ? ask(earlier, ' of the window before', {}, null) : null;
  const [ends, histograms, endsBefore, histogramsBefore] = await Promise.all([
    now.ends,
    now.histograms,
    past === null ? null : orNull('The figures of the window before', past.ends),
    past?.histograms ?? null,
  ]);
  signal?.throwIfAborted();
  for (const text of [...ends.warnings, ...(histograms?.warnings ?? [])]) {
    warnings.set(text, { source: 'prometheus', code: 'partial', message: text });
  }
  return {
    ...answerOf(window, subject, ends, histograms),
    before: beforeOf(earlier, isKept, endsBefore, histogramsBefore),
    warnings: [...warnings.values()],
  };
}

function answerOf(
  window: TimeWindow,
  subject: DetailSubject,
  ends: EndsAnswer,
  histograms: HistogramsAnswer | null,
): Omit<DetailAnswer, 'before' | 'warnings'> {
  const ladder = (name: 'duration' | 'requestBytes' | 'responseBytes') =>
    histograms === null ? null : ladderOf(histograms.of[name]);
  return {
    window,
    direction: subject.direction,
    requests: requestsOf(ends.ends),
    headline: headlineOf(ends, histograms),
    latency: ladder('duration'),
    requestSize: ladder('requestBytes'),
    responseSize: ladder('responseBytes'),
    mtls: mtlsOf(ends.principals),
    shares: subject.side === null ? sharesOf(ends) : null,
    ...bothSides(ends, subject.side, subject.other !== null),
  };
}

function beforeOf(
  window: TimeWindow,
  isKept: boolean,
  ends: EndsAnswer | null,
  histograms: HistogramsAnswer | null,
): DetailAnswer['before'] {
  if (!isKept) return { kind: 'none', because: 'Metrics are not kept for as long as that.' };
  if (ends === null) return { kind: 'none', because: 'The window before could not be read.' };
  if (ends.ends.length === 0 && ends.bytes.length === 0) {
    return {
      kind: 'none',
      because: 'Nothing was counted in the window before: no traffic, or no metrics yet.',
    };
  }
  return { kind: 'known', window, headline: headlineOf(ends, histograms) };
}

function warn(warnings: Map<string, Warning>, what: string, error: unknown): void {
  if (!(error instanceof Fault)) throw error;
  const message = `${what}${error.message}`;
  warnings.set(message, { source: error.source ?? 'prometheus', code: error.code, message });
}
