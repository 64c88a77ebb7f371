/** What Periplus tells Prometheus about itself. One registry per process, whoever compiled the code that counts. */
import 'server-only';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { processWide } from '@/lib/process-wide';
import { objectVersionGauge } from './object-versions';

/** Seconds; from a cached answer to the longest time-out. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

function create() {
  const registry = new Registry();
  // Includes nodejs_eventloop_lag_* (mean, percentiles) and process_*.
  collectDefaultMetrics({ register: registry });
  objectVersionGauge(registry);
  const registers = [registry];
  return {
    registry,
    httpRequests: new Histogram({
      name: 'periplus_http_request_duration_seconds',
      help: 'Time to answer an API request, by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      buckets: DURATION_BUCKETS,
      registers,
    }),
    upstreamQueries: new Histogram({
      name: 'periplus_upstream_query_duration_seconds',
      help: 'Time that a call to a source took, by source and outcome.',
      labelNames: ['source', 'outcome'],
      buckets: DURATION_BUCKETS,
      registers,
    }),
    signIns: new Counter({
      name: 'periplus_sign_ins_total',
      help: 'Attempts to sign in, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    writes: new Counter({
      name: 'periplus_writes_total',
      help: 'Writes to the mesh configuration, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    requestErrors: new Counter({
      name: 'periplus_request_errors_total',
      help: 'Errors that nobody expected while a request was answered, by kind of route.',
      labelNames: ['kind'],
      registers,
    }),
  };
}

export function metrics(): ReturnType<typeof create> {
  return processWide('metrics', create);
}
