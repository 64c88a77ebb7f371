/** Judges traffic by thresholds, with reasons in words and the figures they rest on. Pure; one evaluation for all. */
import type { RequestTraffic, TcpTraffic } from '@/lib/metrics/traffic';
import type { Health } from './contract';
import { DEFAULT_THRESHOLDS, type HealthThresholds, type Threshold } from './thresholds';

type Level = 'healthy' | 'degraded' | 'failing';

/**
 * Health of what these requests and bytes say. Injected failures are somebody's intention and count neither as
 * failed nor as fine: they are left out of both. Bytes alone can only tell that something flows.
 */
export function evaluateHealth(
  traffic: { readonly requests: RequestTraffic | null; readonly tcp: TcpTraffic | null },
  thresholds: HealthThresholds = DEFAULT_THRESHOLDS,
): Health {
  const { requests, tcp } = traffic;
  const total = requests === null ? 0 : requests.requestsPerSecond - requests.injectedPerSecond;
  if (requests === null || !(requests.requestsPerSecond > 0))
    return flows(tcp) ? { kind: 'healthy' } : { kind: 'idle' };
  if (!(total > 0)) return { kind: 'healthy' };
  const findings = [
    judge(requests.errorsPerSecond / total, thresholds.errors, errorWords(requests, total)),
    judge(requests.clientErrorsPerSecond / total, thresholds.clientErrors, 'are answered with 4xx'),
  ];
  const kind = worst(findings.map(({ level }) => level));
  if (kind === 'healthy') return { kind };
  return { kind, reasons: findings.flatMap(({ reason }) => reason ?? []) };
}

function judge(share: number, threshold: Threshold, words: string): { level: Level; reason: string | null } {
  // A rate is never exactly at a limit by accident; "from 10 %" includes 10 %, but no failure is never a reason.
  const level =
    share <= 0
      ? 'healthy'
      : share >= threshold.failingFrom
        ? 'failing'
        : share >= threshold.degradedFrom
          ? 'degraded'
          : 'healthy';
  if (level === 'healthy') return { level, reason: null };
  const from = level === 'failing' ? threshold.failingFrom : threshold.degradedFrom;
  const limit = from === 0 ? 'the first failure on' : percent(from);
  return { level, reason: `${percent(share)} of requests ${words} (${level} from ${limit})` };
}

function errorWords(requests: RequestTraffic, total: number): string {
  const parts: [string, number][] = [
    ['5xx', requests.serverErrorsPerSecond],
    ['no response', requests.noResponsePerSecond],
    ['gRPC errors', requests.grpcErrorsPerSecond],
  ];
  const present = parts.filter(([, rate]) => rate > 0);
  if (present.length === 1) return `fail: ${present[0]?.[0]}`;
  return `fail: ${present.map(([name, rate]) => `${name} ${percent(rate / total)}`).join(', ')}`;
}

/** Three significant digits. A thousand edges are judged for one answer, so without a formatter. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function flows(tcp: TcpTraffic | null): boolean {
  return (
    tcp !== null &&
    (tcp.sentBytesPerSecond > 0 || tcp.receivedBytesPerSecond > 0 || tcp.connectionsOpenedPerSecond > 0)
  );
}

function worst(levels: readonly Level[]): Level {
  if (levels.includes('failing')) return 'failing';
  return levels.includes('degraded') ? 'degraded' : 'healthy';
}
