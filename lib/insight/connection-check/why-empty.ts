/** Why a graph is empty, the likeliest reason first. Pure. */
import { shortestWindowSeconds } from '@/lib/mesh/time-window';
import { some, spanOf } from './check';
import type { EmptyReason } from './contract';
import type { ConnectionFacts } from './facts';

/** The window has traffic, in the chosen namespaces. */
export function hasTraffic({ namespaces, prometheus }: ConnectionFacts): boolean {
  const found = prometheus.namespacesWithTraffic ?? [];
  return namespaces === null ? found.length > 0 : found.some((name) => namespaces.includes(name));
}

/** Empty where there is traffic. */
export function whyEmpty(facts: ConnectionFacts): readonly EmptyReason[] {
  if (hasTraffic(facts)) return [];
  const { failure } = facts.prometheus;
  if (failure !== null) {
    const mend = failure.hint ?? 'Check PERIPLUS_PROMETHEUS_URL, and that the console may reach it.';
    return [{ id: 'unreachable', reason: `Prometheus does not answer: ${failure.message}`, mend }];
  }
  const reasons = [otherNamespaces, shortWindow, wrongLabel, notScraped, disabled, stopped, idle];
  return reasons.flatMap((reason) => reason(facts) ?? []);
}

type Reason = (facts: ConnectionFacts) => EmptyReason | null;

const otherNamespaces: Reason = ({ namespaces, prometheus: { namespacesWithTraffic } }) => {
  if (namespaces === null || namespacesWithTraffic === null || namespacesWithTraffic.length === 0)
    return null;
  return {
    id: 'namespaces',
    reason: `${some(namespaces)} had no traffic in this window; ${some(namespacesWithTraffic)} had.`,
    mend: 'Choose other namespaces, or all.',
  };
};

const shortWindow: Reason = ({ window, prometheus: { scrapeIntervalSeconds } }) => {
  const length = window.toSeconds - window.fromSeconds;
  const shortest = shortestWindowSeconds(scrapeIntervalSeconds);
  if (length >= shortest) return null;
  return {
    id: 'window',
    reason: `The window of ${spanOf(length)} holds too few scrapes, which are ${spanOf(scrapeIntervalSeconds)} apart.`,
    mend: `Look at ${spanOf(shortest)} or more.`,
  };
};

const has = (names: readonly string[] | null, name: string) => names === null || names.includes(name);
const hasTrafficMetrics = ({ prometheus: { metricNames } }: ConnectionFacts) =>
  ['istio_requests_total', 'istio_tcp_sent_bytes_total'].some((name) => has(metricNames, name));

const wrongLabel: Reason = (facts) => {
  const { labelMatchers } = facts.prometheus;
  if (labelMatchers === '' || hasTrafficMetrics(facts)) return null;
  return {
    id: 'label-matchers',
    reason: `No metric of traffic has the labels ${labelMatchers} that every query asks for.`,
    mend: 'Compare PERIPLUS_PROMETHEUS_LABEL_MATCHERS with the labels of istio_requests_total.',
  };
};

const notScraped: Reason = (facts) => {
  if (hasTrafficMetrics(facts)) return null;
  const scrapesIstiod = facts.prometheus.metricNames?.some((name) => name.startsWith('pilot_')) ?? false;
  return {
    id: 'not-scraped',
    reason: scrapesIstiod
      ? 'Prometheus scrapes istiod, but no proxy: there is no metric of traffic.'
      : 'Prometheus has no metric of Istio in this window.',
    mend: 'Let it scrape the proxies: port 15020, path /stats/prometheus (https://istio.io/latest/docs/ops/integrations/prometheus/).',
  };
};

const disabled: Reason = ({ configuration }) => {
  const by = configuration?.metricsDisabledBy ?? [];
  if (by.length === 0) return null;
  return {
    id: 'telemetry-disabled',
    reason: `Telemetry ${some(by)} switches metrics of traffic off.`,
    mend: 'Remove the override "disabled" there.',
  };
};

const stopped: Reason = (facts) => {
  const { sampleAgeSeconds, scrapeIntervalSeconds } = facts.prometheus;
  if (sampleAgeSeconds === null || sampleAgeSeconds <= shortestWindowSeconds(scrapeIntervalSeconds))
    return null;
  return {
    id: 'scraping-stopped',
    reason: `The newest sample of traffic is ${spanOf(sampleAgeSeconds)} old.`,
    mend: 'Look at Prometheus’ targets, or at an earlier window.',
  };
};

const idle: Reason = (facts) =>
  hasTrafficMetrics(facts) && facts.namespaces === null
    ? {
        id: 'idle',
        reason: 'The metrics of traffic are there and did not grow: nobody called anything in this window.',
        mend: 'Call something in the mesh, or look at a longer window.',
      }
    : null;
