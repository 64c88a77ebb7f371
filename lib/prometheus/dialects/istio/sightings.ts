/** When versions, releases, failures and objects were seen, for the timeline: one range query each. */
import 'server-only';
import type {
  FailureSightings,
  ObjectSightings,
  ProxySightings,
  SightingPort,
  SightingQuery,
  VersionSightings,
} from '@/lib/insight/timeline/sightings';
import { FAULT_INJECTED } from '@/lib/mesh/response-flags';
import type { Point, PrometheusClient, ReadSeries } from '@/lib/prometheus/client';
import {
  type Expression,
  equal,
  type LabelMatcher,
  noneOf,
  notEqual,
  rate,
  selector,
  sumBy,
} from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { metric, UNKNOWN } from './labels';

/** As Periplus exports it itself; see lib/telemetry/object-versions.ts. */
const OBJECT_VERSION = 'periplus_object_version';
const SERVICE = ['destination_service_namespace', 'destination_service_name'];
const SERVICE_VERSION = [...SERVICE, 'destination_canonical_revision'];
const VERSION = [
  'destination_workload_namespace',
  'destination_canonical_service',
  'destination_canonical_revision',
];

const KNOWN_VERSION = noneOf('destination_canonical_revision', ['', UNKNOWN]);
const NOT_BLOCKED = notEqual('destination_service_name', 'BlackHoleCluster');
/** As lib/metrics/outcome.ts tells outcomes apart. */
const REAL: LabelMatcher = {
  name: 'response_flags',
  operator: '!~',
  value: `(.*,)?${FAULT_INJECTED}(,.*)?`,
};
const HTTP_FAILED: LabelMatcher = { name: 'response_code', operator: '=~', value: '5..|0|-|' };
const HTTP_WELL: LabelMatcher = { name: 'response_code', operator: '!~', value: '[45]..|0|-|' };

export function istioSightings(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): SightingPort {
  const ask = async <Row>(
    text: Expression,
    query: SightingQuery,
    read: ReadSeries<Row>,
  ): Promise<readonly Row[]> => {
    const { window, stepSeconds, signal } = query;
    if (window.fromSeconds > window.toSeconds) return [];
    const { rows } = await client.range(text, { ...window, stepSeconds, read, signal });
    return rows;
  };
  const every = client.labelMatchers;
  /** Each look speaks for its whole step, and for four scrapes at least. */
  const span = async ({ stepSeconds }: SightingQuery) =>
    Math.max(stepSeconds, 4 * (await scrapeIntervalSeconds()));
  return {
    versions: async (query) => {
      const seconds = await span(query);
      // Requests first; what only speaks TCP is seen by its bytes, and the same version is one group of both.
      const seen = [metric.requests, metric.tcpSentByProxy, metric.tcpReceivedByProxy].map((name) =>
        sumBy(VERSION, rate(selector(name, [KNOWN_VERSION, ...every]), seconds)),
      );
      return ask(seen.map((some) => `${some} > 0`).join(' or '), query, readVersion);
    },
    proxies: (query) =>
      ask(
        `count by (tag) (${selector('istio_build', [equal('component', 'proxy'), ...every])})`,
        query,
        readProxy,
      ),
    failures: async (query) => {
      const seconds = await span(query);
      // Of the service, and of each of its versions: one that fails alone is lost among those that do not.
      const shares = [
        failedShare(SERVICE, seconds, every),
        failedShare(SERVICE_VERSION, seconds, [KNOWN_VERSION, ...every]),
      ];
      const enough = query.from > 0 ? `>= ${query.from}` : '> 0';
      return ask(shares.map((share) => `${share} ${enough}`).join(' or '), query, readFailure);
    },
    objects: (query) => ask(selector(OBJECT_VERSION, every), query, readObject),
  };
}

/**
 * The callers' word where there is one, else the server's; never both: `or` keeps its left side where both have the
 * group. What is blocked by intention is no failure of a service.
 */
function failedShare(by: readonly string[], seconds: number, every: readonly LabelMatcher[]): Expression {
  const of = (...matchers: LabelMatcher[]) =>
    rate(selector(metric.requests, [...matchers, NOT_BLOCKED, ...every]), seconds);
  const side = (reporter: LabelMatcher) => {
    const grpc = [equal('request_protocol', 'grpc'), noneOf('grpc_response_status', ['', '0']), HTTP_WELL];
    const failed = `${of(reporter, REAL, HTTP_FAILED)} or ${of(reporter, REAL, ...grpc)}`;
    return `${sumBy(by, failed)} / ${sumBy(by, of(reporter, REAL))}`;
  };
  const client = equal('reporter', 'source');
  return `((${side(client)}) or (${side(notEqual('reporter', 'source'))} unless ${sumBy(by, of(client))}))`;
}

const named = (value: string | undefined) =>
  value === undefined || value === '' || value === UNKNOWN ? null : value;
const seen = (points: readonly Point[]) => points.map(([at]) => at);

const readVersion: ReadSeries<VersionSightings> = (labels: Labels, points) => {
  const app = named(labels.destination_canonical_service);
  const version = named(labels.destination_canonical_revision);
  if (app === null || version === null) return null;
  return { namespace: named(labels.destination_workload_namespace), app, version, seenSeconds: seen(points) };
};

const readProxy: ReadSeries<ProxySightings> = (labels: Labels, points) => {
  const tag = named(labels.tag);
  return tag === null ? null : { tag, seenSeconds: seen(points) };
};

const readFailure: ReadSeries<FailureSightings> = (labels: Labels, points) => {
  const service = named(labels.destination_service_name);
  if (service === null) return null;
  const finite = points.filter(([, share]) => Number.isFinite(share));
  return {
    namespace: named(labels.destination_service_namespace),
    service,
    version: named(labels.destination_canonical_revision),
    points: finite,
  };
};

const readObject: ReadSeries<ObjectSightings> = (labels: Labels, points) => {
  const kind = named(labels.object_kind);
  const name = named(labels.object_name);
  if (kind === null || name === null) return null;
  return { group: labels.object_group ?? '', kind, namespace: named(labels.object_namespace), name, points };
};
