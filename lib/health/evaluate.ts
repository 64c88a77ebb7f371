/** Judges what is known of a thing by its rules, with reasons in words and the figures they rest on. Pure; one evaluation for all. */
import type { Bucket } from '@/lib/metrics/histogram';
import type { MessageTraffic, RequestTraffic, TcpTraffic } from '@/lib/metrics/traffic';
import type { Health } from './contract';
import { type Finding, healthOf } from './finding';
import { judgeLatency } from './latency-limits';
import { judgeObjective } from './objective';
import { judgeReplicas, type Replicas } from './replicas';
import { DEFAULT_SUBJECT_RULES, type SubjectRules } from './rules';
import { byDirection, judgeRequests, type Tolerance } from './tolerances';

export interface JudgedTraffic {
  readonly requests: RequestTraffic | null;
  readonly tcp: TcpTraffic | null;
  readonly messages?: MessageTraffic | null;
}

export interface Evidence {
  readonly inbound: JudgedTraffic;
  readonly outbound?: JudgedTraffic;
  /** Cumulative, in milliseconds, of the requests that decide; empty or left out = no histogram. */
  readonly buckets?: readonly Bucket[];
  readonly replicas?: Replicas | null;
}

/**
 * What arrives decides; what receives nothing (a gateway, a load generator) is judged by what it calls. Bytes and
 * messages alone can only tell that something flows.
 */
export function evaluateHealth(evidence: Evidence, rules: SubjectRules = DEFAULT_SUBJECT_RULES): Health {
  const { inbound, outbound = NOTHING, buckets = [], replicas = null } = evidence;
  const receives = inbound.requests !== null || inbound.tcp !== null;
  const main = receives ? inbound : outbound;
  const tolerances = byDirection(rules.tolerances);
  const findings = [
    ...requestFindings(main, tolerances.main),
    ...requestFindings(inbound, tolerances.inbound),
    ...requestFindings(outbound, tolerances.outbound),
    ...timeFindings(main, buckets, rules),
    ...(replicas === null ? [] : judgeReplicas(replicas)),
  ];
  return healthOf(findings, flows(main) ? 'healthy' : 'idle');
}

/** An edge is what arrives for its target and what leaves its source: each judges by its own rules. */
export function evaluateEdge(
  traffic: JudgedTraffic,
  buckets: readonly Bucket[],
  target: SubjectRules = DEFAULT_SUBJECT_RULES,
  source: SubjectRules = DEFAULT_SUBJECT_RULES,
): Health {
  const arriving = byDirection(target.tolerances);
  const findings = [
    ...requestFindings(traffic, arriving.main),
    ...requestFindings(traffic, arriving.inbound),
    ...requestFindings(traffic, byDirection(source.tolerances).outbound),
    ...timeFindings(traffic, buckets, target),
  ];
  return healthOf(findings, flows(traffic) ? 'healthy' : 'idle');
}

const NOTHING: JudgedTraffic = { requests: null, tcp: null };

function requestFindings({ requests }: JudgedTraffic, tolerances: readonly Tolerance[]): readonly Finding[] {
  return requests === null || !(requests.requestsPerSecond > 0)
    ? NO_FINDINGS
    : judgeRequests(requests, tolerances);
}

const NO_FINDINGS: readonly Finding[] = [];

function timeFindings(
  { requests }: JudgedTraffic,
  buckets: readonly Bucket[],
  rules: SubjectRules,
): readonly Finding[] {
  if (requests === null || (rules.latency.length === 0 && rules.objective === null)) return NO_FINDINGS;
  return [
    ...(buckets.length === 0 ? [] : judgeLatency(buckets, rules.latency)),
    ...(rules.objective === null ? [] : judgeObjective(requests, buckets, rules.objective)),
  ];
}

/** Streams whose requests have not ended are not idle: their messages flow. */
function flows({ requests, tcp, messages = null }: JudgedTraffic): boolean {
  if (requests !== null && requests.requestsPerSecond > 0) return true;
  if (messages !== null && (messages.sentPerSecond > 0 || messages.receivedPerSecond > 0)) return true;
  return (
    tcp !== null &&
    (tcp.sentBytesPerSecond > 0 || tcp.receivedBytesPerSecond > 0 || tcp.connectionsOpenedPerSecond > 0)
  );
}
