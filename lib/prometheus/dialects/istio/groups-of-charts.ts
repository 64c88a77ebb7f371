/** Which labels tell the lines of a chart apart. */
import type { BreakdownGroup, BreakdownQuery } from '@/lib/metrics/breakdown';

type Labels = readonly string[];

const GROUPS: Readonly<Record<BreakdownGroup, readonly [incoming: Labels, outgoing: Labels]>> = {
  none: [[], []],
  version: [['destination_canonical_revision'], ['source_canonical_revision']],
  peer: [
    ['source_workload_namespace', 'source_workload'],
    ['destination_service_namespace', 'destination_service_name'],
  ],
  peerNamespace: [['source_workload_namespace'], ['destination_service_namespace']],
  peerVersion: [
    ['source_workload', 'source_canonical_revision'],
    ['destination_service_name', 'destination_canonical_revision'],
  ],
  code: [['response_code'], ['response_code']],
  grpcStatus: [['grpc_response_status'], ['grpc_response_status']],
  flag: [['response_flags'], ['response_flags']],
  security: [['connection_security_policy'], ['connection_security_policy']],
};

export function breakdownLabels(by: BreakdownGroup, direction: BreakdownQuery['direction']): Labels {
  return GROUPS[by][direction === 'incoming' ? 0 : 1];
}
