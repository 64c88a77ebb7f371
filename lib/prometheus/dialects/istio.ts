/**
 * Istio's standard metrics, from sidecars, gateways, waypoints and ztunnel, as the graph and the charts ask for them.
 * Every method is a fixed number of queries over the whole mesh.
 */
import 'server-only';
import type { TrafficPort } from '@/lib/graph/traffic';
import type { BreakdownPort } from '@/lib/metrics/breakdown';
import type { ExemplarPort } from '@/lib/metrics/exemplars';
import type { PerformancePort } from '@/lib/metrics/performance';
import type { SeriesPort } from '@/lib/metrics/series';
import type { DetailPort } from '@/lib/metrics/traffic-detail';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { settle } from './istio/basis';
import { breakdown } from './istio/breakdown';
import { ends } from './istio/detail';
import { histograms } from './istio/detail-histograms';
import { exemplars } from './istio/exemplars';
import { groupOf } from './istio/groups';
import { buckets, durations } from './istio/latency';
import { messages } from './istio/messages';
import { performance } from './istio/performance';
import { quantiles } from './istio/quantiles';
import { requests } from './istio/requests';
import { security } from './istio/security';
import { charts } from './istio/series';
import { tcp } from './istio/tcp';
import { throughput } from './istio/throughput';

export interface IstioOptions {
  /** As set by the operator; without it the interval is learnt from Prometheus, else it is 15 s. */
  readonly scrapeIntervalSeconds?: number | null;
  /** Seconds that Prometheus' clock is ahead of ours, to be told where it is not 0. */
  readonly clockOffsetSeconds?: () => Promise<number>;
}

export function istioTraffic(client: PrometheusClient, options: IstioOptions = {}): TrafficPort {
  const scrapeIntervalSeconds = scrapeInterval(client, options);
  return {
    settle: (window, about) =>
      settle(client, window, {
        scrapeIntervalSeconds,
        clockOffsetSeconds: options.clockOffsetSeconds ?? (async () => 0),
        about: about ?? null,
      }),
    requests: (query) => requests(client, query),
    tcp: (query) => tcp(client, query),
    messages: (query) => messages(client, query),
    durations: (query) => durations(client, query),
    throughput: (query) => throughput(client, query),
    security: (query) => security(client, query),
    quantiles: (query) => quantiles(client, query),
    groupOf,
    buckets: (query) => buckets(client, query),
  };
}

const FALLBACK_SCRAPE_SECONDS = 15;

export function istioSeries(client: PrometheusClient, options: IstioOptions = {}): SeriesPort {
  const scrapeIntervalSeconds = scrapeInterval(client, options);
  return {
    charts: async (query) => charts(client, query, await scrapeIntervalSeconds()),
    scrapeIntervalSeconds,
  };
}

export function istioBreakdowns(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): BreakdownPort {
  return { breakdown: async (query) => breakdown(client, query, await scrapeIntervalSeconds()) };
}

export function istioExemplars(client: PrometheusClient): ExemplarPort {
  return { exemplars: (query) => exemplars(client, query) };
}

export function istioPerformance(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): PerformancePort {
  return { measure: async (query) => performance(client, query, await scrapeIntervalSeconds()) };
}

export function istioDetail(client: PrometheusClient): DetailPort {
  return {
    ends: (query) => ends(client, query),
    histograms: (query) => histograms(client, query),
  };
}

function scrapeInterval(client: PrometheusClient, options: IstioOptions): () => Promise<number> {
  let learnt: Promise<number | null> | null = null;
  return async () => {
    if (options.scrapeIntervalSeconds) return options.scrapeIntervalSeconds;
    // Asked for once; a server that did not answer is asked again.
    learnt ??= client.scrapeIntervalSeconds().catch(() => {
      learnt = null;
      return null;
    });
    return (await learnt) ?? FALLBACK_SCRAPE_SECONDS;
  };
}
