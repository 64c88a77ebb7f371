/**
 * What a window's traffic says of each pair of caller and called service: the finest level at which configuration
 * decides something. Each request counts once, as on the graph. Rates are per second, latency is in milliseconds.
 */
import { countOnce, type TrafficRows } from '@/lib/graph/passes/count-once';
import type { DurationRow, Flow, SecurityRow } from '@/lib/graph/traffic';
import type { CalledService, Peer, Protocol, Reporter } from '@/lib/mesh/identity';
import { isError, outcomeOf } from '@/lib/metrics/outcome';

/** Where calls arrived. */
export interface ReachedWorkload {
  readonly peer: Peer;
  readonly ratePerSecond: number;
  readonly errorsPerSecond: number;
}

export interface ObservedCall {
  /** Names the pair: caller, service, protocol. */
  readonly key: string;
  /** All fields null: a caller without a proxy. */
  readonly source: Peer;
  readonly service: CalledService;
  readonly protocol: Protocol;
  /** Requests; of TCP, connections opened. */
  readonly ratePerSecond: number;
  /** 5xx, no response, gRPC status other than OK; of TCP, connections that failed. */
  readonly errorsPerSecond: number;
  /** Answers made up by a fault rule (flag FI). */
  readonly injectedPerSecond: number;
  /** Requests that a fault rule held up (flag DI). */
  readonly delayedPerSecond: number;
  /** Refused by a circuit breaker (flag UO). */
  readonly overflowPerSecond: number;
  /** Tries beyond the first that were given up (flag URX). */
  readonly exhaustedPerSecond: number;
  /** Refused with 403, by a policy or the application. */
  readonly forbiddenPerSecond: number;
  readonly reached: readonly ReachedWorkload[];
  readonly latencyMs: CallLatency;
  /** The server's word: share of requests under mutual TLS, and who called; null = not told. */
  readonly security: { readonly mtlsShare: number; readonly principals: readonly string[] } | null;
  readonly reporters: readonly Reporter[];
  readonly flows: readonly Flow[];
}

/** Null = not told. */
export interface CallLatency {
  readonly avg: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface CallRows {
  readonly traffic: TrafficRows;
  readonly durations: readonly DurationRow[];
  readonly security: readonly SecurityRow[];
  /** The quantile of a flow's caller and service; null = none arrived. */
  quantile(statistic: 'p50' | 'p95' | 'p99', flow: Flow): number | null;
}

interface Draft {
  readonly source: Peer;
  readonly service: CalledService;
  readonly protocol: Protocol;
  readonly flows: Set<Flow>;
  readonly reached: Map<string, { peer: Peer; ratePerSecond: number; errorsPerSecond: number }>;
  ratePerSecond: number;
  errorsPerSecond: number;
  injectedPerSecond: number;
  delayedPerSecond: number;
  overflowPerSecond: number;
  exhaustedPerSecond: number;
  forbiddenPerSecond: number;
  milliseconds: number;
  timed: number;
  secured: number;
  securityTotal: number;
  readonly principals: Set<string>;
}

/** Busiest first. */
export function gatherCalls(rows: CallRows): readonly ObservedCall[] {
  const { requests, tcp, waypoints } = countOnce(rows.traffic, 'total');
  const drafts = new Map<string, Draft>();
  const at = (flow: Flow) => draftAt(drafts, flow);
  for (const row of requests) {
    if (row.ratePerSecond > 0 && !waypoints.has(row.flow.destination)) addRequests(at(row.flow), row);
  }
  for (const row of tcp) {
    if (row.ratePerSecond > 0 && !waypoints.has(row.flow.destination)) addConnections(at(row.flow), row);
  }
  const counted = new Set([...drafts.values()].flatMap(({ flows }) => [...flows].map(({ key }) => key)));
  for (const { flow, measure, ratePerSecond } of rows.durations) {
    const draft = counted.has(flow.key) ? drafts.get(callKey(flow)) : undefined;
    if (draft === undefined) continue;
    if (measure === 'milliseconds') draft.milliseconds += ratePerSecond;
    else draft.timed += ratePerSecond;
  }
  for (const row of rows.security) {
    const draft = drafts.get(callKey(row.flow));
    if (draft !== undefined) addSecurity(draft, row);
  }
  return [...drafts]
    .map(([key, draft]) => finished(key, draft, rows))
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond || (a.key < b.key ? -1 : 1));
}

/** Without the cluster of the service: a client that reached no workload does not know it. */
function callKey({ source, service, protocol }: Flow): string {
  const from = `${source.cluster ?? ''}/${source.namespace ?? ''}/${source.workload ?? source.app ?? ''}`;
  return `${from}>${service.namespace ?? ''}/${service.name ?? ''}>${protocol}`;
}

function draftAt(drafts: Map<string, Draft>, flow: Flow): Draft {
  const key = callKey(flow);
  let draft = drafts.get(key);
  if (draft === undefined) {
    const { source, service, protocol } = flow;
    draft = {
      source,
      service,
      protocol,
      flows: new Set(),
      reached: new Map(),
      principals: new Set(),
      ratePerSecond: 0,
      errorsPerSecond: 0,
      injectedPerSecond: 0,
      delayedPerSecond: 0,
      overflowPerSecond: 0,
      exhaustedPerSecond: 0,
      forbiddenPerSecond: 0,
      milliseconds: 0,
      timed: 0,
      secured: 0,
      securityTotal: 0,
    };
    drafts.set(key, draft);
  }
  draft.flows.add(flow);
  return draft;
}

function addRequests(draft: Draft, row: TrafficRows['requests'][number]): void {
  const { flow, ratePerSecond: rate } = row;
  const outcome = outcomeOf(flow.protocol, row);
  const flags = row.flags.split(',');
  const failed = isError(outcome) ? rate : 0;
  draft.ratePerSecond += rate;
  draft.errorsPerSecond += failed;
  if (outcome === 'injected') draft.injectedPerSecond += rate;
  if (flags.includes('DI')) draft.delayedPerSecond += rate;
  if (flags.includes('UO')) draft.overflowPerSecond += rate;
  if (flags.includes('URX')) draft.exhaustedPerSecond += rate;
  if (row.code === '403') draft.forbiddenPerSecond += rate;
  reach(draft, flow, rate, failed);
}

function addConnections(draft: Draft, { flow, measure, ratePerSecond }: TrafficRows['tcp'][number]): void {
  if (measure === 'failed') {
    draft.errorsPerSecond += ratePerSecond;
    return;
  }
  // Connections that stay open carry bytes and are opened at no rate.
  const opened = measure === 'opened' ? ratePerSecond : 0;
  draft.ratePerSecond += opened;
  reach(draft, flow, opened, 0);
}

function reach(draft: Draft, { destination: peer }: Flow, rate: number, failed: number): void {
  const name = peer.workload ?? peer.app;
  if (name === null) return;
  const key = `${peer.cluster ?? ''}/${peer.namespace ?? ''}/${name}`;
  const known = draft.reached.get(key);
  if (known === undefined) {
    draft.reached.set(key, { peer, ratePerSecond: rate, errorsPerSecond: failed });
  } else {
    known.ratePerSecond += rate;
    known.errorsPerSecond += failed;
  }
}

function addSecurity(draft: Draft, { mutualTls, sourcePrincipal, ratePerSecond }: SecurityRow): void {
  if (!(ratePerSecond > 0)) return;
  draft.securityTotal += ratePerSecond;
  if (mutualTls) draft.secured += ratePerSecond;
  if (sourcePrincipal !== null) draft.principals.add(sourcePrincipal);
}

function finished(key: string, draft: Draft, rows: CallRows): ObservedCall {
  const flows = [...draft.flows];
  const { milliseconds, timed, secured, securityTotal, principals, reached, ...figures } = draft;
  // Views never mix in one quantile; where several told of the pair, the slowest is what a limit would meet.
  const quantile = (statistic: 'p50' | 'p95' | 'p99') => {
    const told = flows.map((flow) => rows.quantile(statistic, flow)).filter((value) => value !== null);
    return told.length === 0 ? null : Math.max(...told);
  };
  return {
    ...figures,
    key,
    flows,
    reached: [...reached.values()].sort((a, b) => b.ratePerSecond - a.ratePerSecond),
    latencyMs: {
      avg: timed > 0 ? milliseconds / timed : null,
      p50: quantile('p50'),
      p95: quantile('p95'),
      p99: quantile('p99'),
    },
    security:
      securityTotal > 0 ? { mtlsShare: secured / securityTotal, principals: [...principals].sort() } : null,
    reporters: [...new Set(flows.map(({ reporter }) => reporter))].sort(),
  };
}
