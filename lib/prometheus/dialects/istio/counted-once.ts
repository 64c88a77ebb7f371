/**
 * PromQL in which a request counts once, for charts: the client's view, and of the waypoint's and the server's view
 * what no client tells. The same rule as lib/graph/passes/choose-view.ts, evaluated by Prometheus at every step.
 */
import 'server-only';
import { NEVER_REACHED_A_SERVER } from '@/lib/mesh/response-flags';
import type { PeerSelection, TrafficSelection } from '@/lib/metrics/series';
import {
  anyOf,
  type Expression,
  equal,
  type LabelMatcher,
  noneOf,
  notEqual,
  oneOf,
  rate,
  selector,
  sumBy,
} from '@/lib/prometheus/promql';
import { metric, OPERATION, UNKNOWN } from './labels';
import { NOT_TO_WAYPOINT, toldLegs } from './told-legs';

const SOURCE = ['source_cluster', 'source_workload_namespace', 'source_workload'];
const WORKLOAD = ['destination_cluster', 'destination_workload_namespace', 'destination_workload'];
const SERVICE = ['destination_service_namespace', 'destination_service_name'];
const NOT_KNOWN = ['', UNKNOWN];
const NEVER_REACHED: LabelMatcher = {
  name: 'response_flags',
  operator: '!~',
  value: `(.*,)?(${anyOf(NEVER_REACHED_A_SERVER)})(,.*)?`,
};

const KNOWN_SOURCE = noneOf('source_workload_namespace', NOT_KNOWN);
const ADDRESS = '[0-9]{1,3}([.][0-9]{1,3}){3}(:[0-9]+)?|[\\[]?[0-9a-fA-F]*:[0-9a-fA-F:]*\\]?(:[0-9]+)?';

/** Series that a proxy wrote before it knew its peer, or to a bare address: the rules of flows.ts as matchers. */
const UNFINISHED: readonly (readonly LabelMatcher[])[] = [
  [KNOWN_SOURCE, equal('source_cluster', UNKNOWN)],
  [KNOWN_SOURCE, equal('source_workload', UNKNOWN), equal('source_canonical_service', UNKNOWN)],
  [
    noneOf('destination_service_namespace', NOT_KNOWN),
    equal('destination_cluster', UNKNOWN),
    equal('source_cluster', UNKNOWN),
  ],
  [
    equal('destination_workload', UNKNOWN),
    { name: 'destination_service', operator: '=~', value: ADDRESS },
    { name: 'destination_service_name', operator: '=~', value: ADDRESS },
  ],
];

/** As a client Envoy does not know the policy, so whoever knows it is ztunnel; see `isZtunnel` in tcp.ts. */
export const ZTUNNEL: readonly (readonly LabelMatcher[])[] = [
  [equal('app', 'ztunnel')],
  [equal('reporter', 'source'), noneOf('connection_security_policy', NOT_KNOWN)],
];

export interface CountedOnce {
  /** The counter to add up. */
  readonly counter: string;
  /** Labels to keep. */
  readonly by: readonly string[];
  readonly selection: TrafficSelection;
  readonly windowSeconds: number;
  /** Put into every selector. */
  readonly labelMatchers: readonly LabelMatcher[];
}

/** The counter's rate by the labels asked for, each request (or byte) once. */
export function countedOnce(wanted: CountedOnce): Expression {
  const { counter, by, selection, windowSeconds, labelMatchers } = wanted;
  const isTcp = counter.startsWith('istio_tcp_');
  // Messages carry no protocol, so that only messages can say which of them are told already.
  const isMessages = counter === metric.requestMessages || counter === metric.responseMessages;
  const evidence = isTcp ? metric.tcpReceivedByProxy : isMessages ? counter : metric.requests;
  const views = evidenceOf(evidence, wanted, isTcp);
  const of = (...reporter: LabelMatcher[]) => {
    const matchers = [...reporter, ...selectionMatchers(selection), ...labelMatchers];
    const rateOf = (more: readonly LabelMatcher[]) =>
      rate(selector(counter, [...matchers, ...more]), windowSeconds);
    const all = finished(rateOf([]), rateOf, selection);
    if (!isTcp) return withoutLegs(all, rateOf, wanted, isMessages ? [] : ['request_protocol']);
    return isBroad(selection) ? all : ownBytes(all, rateOf, wanted);
  };
  if (selection.throughWaypoints) return sumBy(by, of(equal('reporter', 'waypoint')));
  const protocol = ['request_protocol'];
  const pair = [...SOURCE, ...WORKLOAD, ...protocol].join(',');
  const called = [...SOURCE, ...SERVICE, ...protocol].join(',');
  const clients = sumBy([...by, 'reporter'], of(equal('reporter', 'source')));
  const waypoints = sumBy(
    [...by, 'reporter'],
    `${of(equal('reporter', 'waypoint'))} unless on (${pair}) ${views.clientOfWorkload} unless on (${called}) ${views.clientOfService}`,
  );
  const servers = sumBy(
    [...by, 'reporter'],
    `${of(noneOf('reporter', ['source', 'waypoint']))} unless on (${pair}) ${views.anyOfWorkload} unless on (${called}) (${views.clientOfUnknown} unless on (${called}) ${views.clientOfKnown})`,
  );
  return sumBy(by, `${clients} or ${waypoints} or ${servers}`);
}

/**
 * Without what ztunnel tells of pairs that have numbers of requests: the rule of lib/graph/passes/drop-ztunnel.ts. Of a
 * whole mesh or namespace it would cost more than all the rest.
 */
function ownBytes(
  all: Expression,
  rateOf: (more: readonly LabelMatcher[]) => Expression,
  wanted: CountedOnce,
): Expression {
  const { selection, windowSeconds, labelMatchers } = wanted;
  const ztunnelOf = (more: readonly LabelMatcher[]) =>
    `(${ZTUNNEL.map((one) => rateOf([...one, ...more])).join(' or ')})`;
  const ztunnel = ztunnelOf([]);
  const from = peerMatchers('source', selection.source);
  const requests = (to: readonly LabelMatcher[]) =>
    `(${rate(selector(metric.requests, [...from, ...to, ...labelMatchers]), windowSeconds)} > 0)`;
  const pair = [...SOURCE, ...WORKLOAD].join(',');
  const called = [...SOURCE, ...SERVICE].join(',');
  const ofWorkload = `(${ztunnel} and on (${pair}) ${requests(peerMatchers('destination', selection.destination))})`;
  const ofService = `(${ztunnel} and on (${called}) ${requests(serviceMatchers(selection))})`;
  return withoutLegs(`${all} unless ${ofWorkload} unless ${ofService}`, ztunnelOf, wanted, []);
}

/** Without the ways to and from waypoints of what these tell of themselves. */
function withoutLegs(
  all: Expression,
  counted: (more: readonly LabelMatcher[]) => Expression,
  { selection, windowSeconds, labelMatchers }: CountedOnce,
  protocol: readonly string[],
): Expression {
  const requests = (side: 'source' | 'destination', more: readonly LabelMatcher[]) => {
    const matchers = [...peerMatchers(side, selection[side]), ...more, ...labelMatchers];
    return `(${rate(selector(metric.requests, matchers), windowSeconds)} > 0)`;
  };
  const legs = toldLegs({ counted, requests, selection, source: SOURCE, workload: WORKLOAD, protocol });
  return [all, ...legs].join(' unless ');
}

function isBroad({ source, service, destination }: TrafficSelection): boolean {
  return source === undefined && destination === undefined && service?.name === undefined;
}

/** The counter's rate as the given proxies tell it, whoever else tells of the same traffic too. */
export function asTold(
  { counter, by, selection, windowSeconds, labelMatchers }: CountedOnce,
  tellers: readonly (readonly LabelMatcher[])[],
): Expression {
  const told = tellers.map((teller) => {
    const matchers = [...teller, ...selectionMatchers(selection), ...labelMatchers];
    const all = rate(selector(counter, matchers), windowSeconds);
    const of = (more: readonly LabelMatcher[]) =>
      rate(selector(counter, [...matchers, ...more]), windowSeconds);
    return finished(all, of, selection);
  });
  return sumBy(by, told.map((one) => `(${one})`).join(' or '));
}

/** Without what a proxy wrote before it knew its peer, and what belongs to other clusters. */
function finished(
  all: Expression,
  of: (more: readonly LabelMatcher[]) => Expression,
  selection: TrafficSelection,
): Expression {
  return [all, ...[...UNFINISHED, ...elsewhere(selection)].map(of)].join(' unless ');
}

/** Requests that never reached a workload lack its cluster, which is then the caller's. */
function elsewhere({ source, service, destination }: TrafficSelection): readonly (readonly LabelMatcher[])[] {
  const cluster = destination?.cluster ?? service?.cluster ?? null;
  if (cluster === null || source?.cluster === cluster) return [];
  return [[oneOf('destination_cluster', NOT_KNOWN), notEqual('source_cluster', cluster)]];
}

/** The views that make another one superfluous; only where something flows. */
function evidenceOf(
  counter: string,
  { selection, windowSeconds, labelMatchers }: CountedOnce,
  isTcp: boolean,
) {
  const from = peerMatchers('source', selection.source);
  const to = peerMatchers('destination', selection.destination);
  const service = serviceMatchers(selection);
  const seen = (...matchers: LabelMatcher[]) =>
    `(${rate(selector(counter, [...matchers, ...from, ...labelMatchers]), windowSeconds)} > 0)`;
  const client = equal('reporter', 'source');
  const known = noneOf('destination_workload', NOT_KNOWN);
  const unknown = oneOf('destination_workload', NOT_KNOWN);
  const reached = isTcp ? [] : [NEVER_REACHED];
  return {
    clientOfWorkload: seen(client, known, ...to),
    clientOfService: seen(client, NOT_TO_WAYPOINT, ...reached, ...service),
    anyOfWorkload: seen(oneOf('reporter', ['source', 'waypoint']), known, ...to),
    clientOfUnknown: seen(client, unknown, ...reached, ...service),
    clientOfKnown: seen(client, known, NOT_TO_WAYPOINT, ...service),
  };
}

/** Matchers for what a chart is about. A peer or service that is `null` matches what is not known. */
export function selectionMatchers(selection: TrafficSelection): readonly LabelMatcher[] {
  return [
    ...peerMatchers('source', selection.source),
    ...serviceMatchers(selection),
    ...peerMatchers('destination', selection.destination),
    ...reachedMatchers(selection),
    ...(selection.protocol === undefined ? [] : [equal('request_protocol', selection.protocol)]),
    ...(selection.operation === undefined ? [] : [equal(OPERATION, selection.operation)]),
  ];
}

function serviceMatchers({ service }: TrafficSelection): readonly LabelMatcher[] {
  if (service === undefined) return [];
  const label = 'destination_service_namespace';
  // A service is known by its name even where its namespace is not; a whole namespace is known by nothing else.
  if (service.name === undefined) return [matcher(label, service.namespace)];
  const namespace = service.namespace === null ? [] : [isOrUnknown(label, service.namespace)];
  const cluster =
    typeof service.cluster === 'string' ? [isOrUnknown('destination_cluster', service.cluster)] : [];
  return [...namespace, matcher('destination_service_name', service.name), ...cluster];
}

function reachedMatchers({ reached }: TrafficSelection): readonly LabelMatcher[] {
  if (reached === undefined) return [];
  // A workload whose own label was removed is known by its app.
  return reached ? [noneOf('destination_workload', NOT_KNOWN)] : UNREACHED;
}

const UNREACHED = [
  oneOf('destination_workload', NOT_KNOWN),
  oneOf('destination_canonical_service', NOT_KNOWN),
];

const PEER_LABELS = {
  namespace: 'workload_namespace',
  workload: 'workload',
  app: 'canonical_service',
  version: 'canonical_revision',
} as const;

function peerMatchers(
  side: 'source' | 'destination',
  peer: PeerSelection | undefined,
): readonly LabelMatcher[] {
  if (peer === undefined) return [];
  const matchers: LabelMatcher[] = [];
  if (typeof peer.cluster === 'string') {
    const label = `${side}_cluster`;
    // A destination's may be left to the caller's; see `elsewhere`.
    matchers.push(side === 'source' ? equal(label, peer.cluster) : isOrUnknown(label, peer.cluster));
  }
  for (const field of ['namespace', 'workload', 'app', 'version'] as const) {
    const value = peer[field];
    if (value !== undefined) matchers.push(matcher(`${side}_${PEER_LABELS[field]}`, value));
  }
  return matchers;
}

function matcher(label: string, value: string | null): LabelMatcher {
  return value === null ? oneOf(label, NOT_KNOWN) : equal(label, value);
}

function isOrUnknown(label: string, value: string): LabelMatcher {
  return oneOf(label, [value, ...NOT_KNOWN]);
}
