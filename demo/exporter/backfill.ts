/**
 * Puts the mesh's past into Prometheus: all of it into an empty store, or only what is missing since the last
 * sample. It ends just before now, where the live scrape goes on with the same series.
 */

import { type ExemplarsByBucket, pastExemplars, type RequestExemplar } from '@/demo/spans/exemplars';
import type { Labels } from '@/demo/traffic/labels';
import {
  backfill,
  type RemoteExemplar,
  type RemoteSample,
  type RemoteSeries,
} from '@/e2e/servers/prometheus/remote-write';
import type { LiveMesh } from './live-mesh';

export const STEP_SECONDS = 15;
/** The past has an exemplar of one trace for each of these; the live scrape has one of every trace. */
const EXEMPLAR_SECONDS = 10;
/** Below the hour that Prometheus allows; longer slices send each label set fewer times. */
const SLICE_MS = 30 * 60_000;

export interface BackfillPlan {
  readonly url: string;
  readonly mesh: LiveMesh;
  /** The earliest instant wanted, Unix seconds. */
  readonly fromSeconds: number;
  readonly say: (share: number) => void;
}

/** Fills until no step is missing any more and returns the number of samples written. */
export async function fillHistory(plan: BackfillPlan): Promise<number> {
  const newest = await newestSampleSeconds(plan.url);
  let from = nextStep(Math.max(plan.fromSeconds, newest === null ? 0 : newest + 1));
  let samples = 0;
  // Filling takes time, in which further steps come due.
  for (;;) {
    const to = nextStep(Date.now() / 1000 - STEP_SECONDS);
    if (from >= to) return samples;
    const written = await backfill(plan.url, {
      fromMs: from * 1000,
      toMs: to * 1000,
      sliceMs: SLICE_MS,
      seriesBetween: (fromMs, toMs) => {
        const [from, to] = [fromMs / 1000, toMs / 1000];
        return seriesBetween(
          plan.mesh,
          from,
          to,
          pastExemplars(plan.mesh.traffic, from, to, EXEMPLAR_SECONDS),
        );
      },
      onProgress: plan.say,
    });
    samples += written.samples;
    from = to;
  }
}

function nextStep(seconds: number): number {
  return Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS;
}

/** Samples at every step of `[from, to)`, by series. */
export function seriesBetween(
  mesh: Pick<LiveMesh, 'countersAt'>,
  from: number,
  to: number,
  exemplars: ExemplarsByBucket | null = null,
): Iterable<RemoteSeries> {
  const samplesOf = new Map<Labels, RemoteSample[]>();
  for (let seconds = nextStep(from); seconds < to; seconds += STEP_SECONDS) {
    mesh.countersAt(seconds, (labels, value) => {
      const samples = samplesOf.get(labels);
      if (samples === undefined) samplesOf.set(labels, [[seconds * 1000, value]]);
      else samples.push([seconds * 1000, value]);
    });
  }
  return series(samplesOf, exemplars);
}

function* series(
  samplesOf: ReadonlyMap<Labels, RemoteSample[]>,
  exemplars: ExemplarsByBucket | null,
): Generator<RemoteSeries> {
  for (const [labels, samples] of samplesOf) {
    const found = exemplars?.take(labels) ?? [];
    yield found.length === 0 ? { labels, samples } : { labels, samples, exemplars: found.map(remote) };
  }
}

function remote({ traceId, valueMs, atSeconds }: RequestExemplar): RemoteExemplar {
  return { labels: { trace_id: traceId }, value: valueMs, ms: Math.round(atSeconds * 1000) };
}

/** The time of the newest sample that Prometheus holds, Unix seconds; null for an empty store. */
export async function newestSampleSeconds(url: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/v1/status/tsdb`);
  const body: unknown = await answer.json();
  const text = JSON.stringify(body);
  const newest = Number(/"maxTime":(-?\d+)/.exec(text)?.[1] ?? Number.NaN);
  // An empty store answers with the smallest integer there is.
  return Number.isFinite(newest) && newest > 0 ? newest / 1000 : null;
}
