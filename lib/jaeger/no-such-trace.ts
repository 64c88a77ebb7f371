import { Fault } from '@/lib/mesh/fault';

/** What is said of a trace that Jaeger does not have. */
export function noSuchTrace(traceId: string): Fault {
  return new Fault('not-found', `Jaeger has no trace ${traceId}.`, {
    source: 'jaeger',
    hint: 'It may be older than Jaeger keeps traces, or not have been sampled.',
  });
}
