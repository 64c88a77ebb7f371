/**
 * Prometheus as a reader may ask it who sees some namespaces only: every question is limited on its way, whoever asks
 * it, so that no query can forget it.
 */
import 'server-only';
import type { ScopeOf } from '@/lib/mesh/scope';
import type { LookupOptions, PrometheusClient } from '@/lib/prometheus/client';
import { withoutLabels } from '@/lib/prometheus/exemplars';
import { type Selector, selectorsIn, selectorText } from '@/lib/promql/selectors';
import {
  CALL_LABELS,
  DESTINATION_LABELS,
  limitedMetric,
  SOURCE_LABELS,
  TRAFFIC_NAMES,
} from './limited-metrics';
import { cannotBeLimited, type Limits, limitedQuery, visibleSelectors } from './limited-query';
import type { TrafficPart } from './traffic-parts';

/** What the client answers is already limited to what these may see; each call asks for the rights of now. */
export function limitedClient(client: PrometheusClient, scopeOf: ScopeOf): PrometheusClient {
  const configured = client.labelMatchers.map(({ name }) => name);
  const limitsOf = async (signal: AbortSignal | undefined): Promise<Limits | null> => {
    const { namespaces, hiddenClusters } = await scopeOf(signal);
    return namespaces === null ? null : { namespaces, hiddenClusters, configured };
  };
  const limited = async (query: string, signal: AbortSignal | undefined): Promise<string> => {
    const limits = await limitsOf(signal);
    return limits === null ? query : limitedQuery(query, limits);
  };
  return {
    ...client,
    instant: async (query, options) => client.instant(await limited(query, options.signal), options),
    range: async (query, options) => client.range(await limited(query, options.signal), options),
    async series(options) {
      if ((await limitsOf(options.signal)) === null) return client.series(options);
      throw cannotBeLimited(options.match.join(', '));
    },
    async exemplars(query, options) {
      const limits = await limitsOf(options.signal);
      if (limits === null) return client.exemplars(query, options);
      const visible = selectorsIn(query).flatMap((selector) => visibleSelectors(selector, limits));
      return visible.length === 0
        ? null
        : withoutLabels(await client.exemplars(visible.join(' or '), options));
    },
    async labelNames(options = {}) {
      const limits = await limitsOf(options.signal);
      if (limits === null) return client.labelNames(options);
      const names = await lookUp(
        options,
        limits,
        () => true,
        (match) => client.labelNames(match),
      );
      const told = new Set([
        '__name__',
        ...CALL_LABELS,
        ...SOURCE_LABELS,
        ...DESTINATION_LABELS,
        ...configured,
      ]);
      return isTraffic(options) ? names.filter((name) => told.has(name)) : names;
    },
    async labelValues(label, options = {}) {
      const limits = await limitsOf(options.signal);
      if (limits === null) return client.labelValues(label, options);
      const isTold = ({ kept }: TrafficPart) => label === '__name__' || kept.includes(label);
      return lookUp(options, limits, isTold, (match) => client.labelValues(label, match));
    },
    async metadata(metric, signal) {
      const limits = await limitsOf(signal);
      const described = await client.metadata(metric, signal);
      if (limits === null) return described;
      return Object.fromEntries(Object.entries(described).filter(([name]) => limitedMetric(name) !== null));
    },
  };
}

const ALL_TRAFFIC = selectorText({
  metric: null,
  matchers: [{ name: '__name__', operator: '=~', value: TRAFFIC_NAMES }],
});

/** Without a selector, all traffic is meant. */
async function lookUp(
  options: LookupOptions,
  limits: Limits,
  isWanted: (part: TrafficPart) => boolean,
  ask: (options: LookupOptions) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const asked = (options.match ?? []).flatMap((text) => selectorsIn(text));
  const meant = asked.filter(isNotAny);
  const visible =
    meant.length === 0
      ? allTraffic(asked, limits, isWanted)
      : meant.flatMap((selector) => visibleSelectors(selector, limits, isWanted));
  return visible.length === 0 ? [] : ask({ ...options, match: visible });
}

/** `{__name__!=""}` stands for "no selector" where the console is limited by its settings. */
function isNotAny({ metric, matchers }: Selector): boolean {
  return metric !== null || matchers.some(({ name, operator }) => name === '__name__' && operator !== '!=');
}

function allTraffic(
  asked: readonly Selector[],
  limits: Limits,
  isWanted: (part: TrafficPart) => boolean,
): readonly string[] {
  const matchers = asked.flatMap((selector) => selector.matchers.filter(({ name }) => name !== '__name__'));
  // Any traffic metric falls into the same parts.
  const [named] = selectorsIn(ALL_TRAFFIC);
  const parts = visibleSelectors(
    { from: 0, to: 0, metric: 'istio_requests_total', matchers },
    limits,
    isWanted,
  );
  return parts.flatMap((text) => {
    const [part] = selectorsIn(text);
    return named === undefined || part === undefined
      ? []
      : [selectorText({ metric: null, matchers: [...named.matchers, ...part.matchers] })];
  });
}

function isTraffic({ match = [] }: LookupOptions): boolean {
  const selectors = match.flatMap((text) => selectorsIn(text)).filter(isNotAny);
  return selectors.every(({ metric }) => metric === null || limitedMetric(metric)?.kind === 'traffic');
}
