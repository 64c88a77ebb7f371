/**
 * Rows as the series that Prometheus gets: metric names, bucket labels, and the labels that a scrape of the pod
 * adds. Label sets are made once for each pod and row, because every scrape needs all of them.
 */
import type { WorldWorkload } from '@/demo/world/behaviour';
import type { Labels } from './labels';
import type { PodLife } from './pods';
import { BUCKET_LABELS, HISTOGRAM_SIZE, type Mass, type RowMeta } from './row';

/** The series of one row in one pod; `labels[i]` belongs to the value at `i` of `valuesOf`. */
export interface SeriesGroup {
  readonly labels: readonly Labels[];
  /** Values at the same places. */
  readonly write: (mass: Mass, values: Float64Array) => void;
}

/** What the scrape configuration of Istio's sample Prometheus makes of a pod; `port` is that of its agent. */
export function podLabels(workload: WorldWorkload, life: PodLife, port = 15_020): Labels {
  return {
    job: 'kubernetes-pods',
    instance: `${life.ip}:${port}`,
    namespace: workload.namespace,
    pod: life.pod,
    node: life.node,
    app: workload.app,
    ...(workload.version === null ? {} : { version: workload.version }),
  };
}

/** The series of a row, with the pod's labels. */
export function seriesOf(meta: RowMeta, pod: Labels): SeriesGroup {
  const base = { ...pod, ...meta.labels };
  const named = (name: string, more: Labels = {}): Labels => ({ __name__: name, ...base, ...more });
  if (meta.kind === 'messages') {
    return {
      labels: [named('istio_request_messages_total'), named('istio_response_messages_total')],
      write: (mass, values) => {
        values[0] = whole(mass[0]);
        values[1] = whole(mass[1]);
      },
    };
  }
  if (meta.kind === 'tcp') {
    return {
      labels: [
        named('istio_tcp_sent_bytes_total'),
        named('istio_tcp_received_bytes_total'),
        named('istio_tcp_connections_opened_total'),
        named('istio_tcp_connections_closed_total'),
      ],
      write: writeTcp,
    };
  }
  const histograms = ['istio_request_duration_milliseconds'];
  if (meta.sizes) histograms.push('istio_request_bytes', 'istio_response_bytes');
  const labels = [named('istio_requests_total')];
  for (const name of histograms) {
    labels.push(named(`${name}_sum`), named(`${name}_count`));
    for (const bound of BUCKET_LABELS) labels.push(named(`${name}_bucket`, { le: bound }));
  }
  return { labels, write: (mass, values) => writeRequest(mass, values, histograms.length) };
}

/** Connections that a client keeps open; they were opened and are not closed yet. */
const KEPT_OPEN = 2;

function writeTcp(mass: Mass, values: Float64Array): void {
  values[0] = whole(mass[0]);
  values[1] = whole(mass[1]);
  values[2] = whole(mass[2]);
  values[3] = Math.max(0, whole(mass[2]) - KEPT_OPEN);
}

function writeRequest(mass: Mass, values: Float64Array, histograms: number): void {
  let place = 1;
  for (let histogram = 0; histogram < histograms; histogram += 1) {
    const offset = histogram * HISTOGRAM_SIZE;
    values[place] = Math.round((mass[offset] ?? 0) * 1000) / 1000;
    let below = 0;
    for (let bucket = 0; bucket < BUCKET_LABELS.length; bucket += 1) {
      below += mass[offset + 1 + bucket] ?? 0;
      values[place + 2 + bucket] = whole(below);
    }
    values[place + 1] = whole(below);
    place += 2 + BUCKET_LABELS.length;
  }
  values[0] = values[2] ?? 0;
}

/** Counters count whole events. The tiny addition keeps a sum of shares that should be whole from falling below. */
function whole(amount: number | undefined): number {
  return Math.floor((amount ?? 0) + 1e-9);
}
