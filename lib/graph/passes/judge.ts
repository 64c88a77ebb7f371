/** The one place where the graph asks for health: of edges, nodes and boxes alike. */

import type { Health } from '@/lib/health/contract';
import { evaluateHealth } from '@/lib/health/evaluate';
import type { MessageTraffic, RequestTraffic, TcpTraffic } from '@/lib/metrics/traffic';

export interface JudgedTraffic {
  readonly requests: RequestTraffic | null;
  readonly tcp: TcpTraffic | null;
  readonly messages: MessageTraffic | null;
}

/** Streams whose requests have not ended are not idle: their messages flow. */
export function judge({ requests, tcp, messages }: JudgedTraffic): Health {
  const health = evaluateHealth({ requests, tcp });
  const streams = messages !== null && (messages.sentPerSecond > 0 || messages.receivedPerSecond > 0);
  return health.kind === 'idle' && streams ? { kind: 'healthy' } : health;
}
