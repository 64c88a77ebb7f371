/** A source of traffic for tests: what a test is about is given, all else has nothing to tell. */
import type { TrafficAnswer, TrafficPort } from '@/lib/graph/traffic';
import { groupOf } from './sample-flows';

/** A whole answer of these rows. */
export const rowsOf = <Row>(...rows: Row[]): TrafficAnswer<Row> => ({ rows, warnings: [] });

export function samplePort(part: Partial<TrafficPort> = {}): TrafficPort {
  return {
    settle: async (window) => ({ window, infos: [] }),
    requests: async () => rowsOf(),
    tcp: async () => rowsOf(),
    messages: async () => rowsOf(),
    durations: async () => rowsOf(),
    throughput: async () => rowsOf(),
    security: async () => rowsOf(),
    quantiles: async () => rowsOf(),
    buckets: async () => rowsOf(),
    groupOf,
    ...part,
  };
}
