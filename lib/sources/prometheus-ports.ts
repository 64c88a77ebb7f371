/** All that is asked of Prometheus, as ports over one client: the console's own, or one that is limited to its reader. */
import 'server-only';
import type { AlertPort } from '@/lib/alerts/port';
import type { QueryPort } from '@/lib/dashboards/query/port';
import type { TrafficPort } from '@/lib/graph/traffic';
import type { SightingPort } from '@/lib/insight/timeline/sightings';
import type { BreakdownPort } from '@/lib/metrics/breakdown';
import type { ControlPlanePort } from '@/lib/metrics/control-plane';
import type { ExemplarPort } from '@/lib/metrics/exemplars';
import type { PerformancePorts } from '@/lib/metrics/performance';
import type { ResourcesPort } from '@/lib/metrics/resources';
import type { SeriesPort } from '@/lib/metrics/series';
import type { SubjectsPort } from '@/lib/metrics/subjects';
import type { DetailPort } from '@/lib/metrics/traffic-detail';
import type { TrendsPort } from '@/lib/metrics/trends';
import type { PrometheusClient } from '@/lib/prometheus/client';
import {
  istioBreakdowns,
  istioDetail,
  istioExemplars,
  istioPerformance,
  istioSeries,
  istioTraffic,
} from '@/lib/prometheus/dialects/istio';
import { controlPlane } from '@/lib/prometheus/dialects/istio/control-plane';
import { istioSightings } from '@/lib/prometheus/dialects/istio/sightings';
import { istioSubjects } from '@/lib/prometheus/dialects/istio/subjects';
import { trends } from '@/lib/prometheus/dialects/istio/trends';
import { spanMetrics } from '@/lib/prometheus/dialects/span-metrics';
import { prometheusQueries } from '@/lib/prometheus/query';
import { podResources } from '@/lib/prometheus/resources';
import { prometheusAlerts } from '@/lib/prometheus/rules';

export interface PrometheusPorts {
  readonly traffic: TrafficPort;
  readonly series: SeriesPort;
  readonly detail: DetailPort;
  readonly exemplars: ExemplarPort;
  readonly performance: PerformancePorts;
  readonly controlPlane: ControlPlanePort;
  readonly trends: TrendsPort;
  /** Rules and alerts of the store. */
  readonly alerts: AlertPort;
  /** Any query: dashboards and Explore. */
  readonly queries: QueryPort;
  /** Figures of everything in a list. */
  readonly subjects: SubjectsPort;
  /** Every metric of a subject by one label. */
  readonly breakdowns: BreakdownPort;
  /** CPU, memory and restarts of pods. */
  readonly resources: ResourcesPort;
  /** When versions, failures and objects were seen in metrics. */
  readonly sightings: SightingPort;
}

export interface PrometheusPortsOptions {
  /** As it is set; null = to be learnt. */
  readonly setInterval: number | null;
  readonly interval: () => Promise<number>;
  readonly clockOffsetSeconds: () => Promise<number>;
}

export function prometheusPorts(
  client: PrometheusClient,
  { setInterval, interval, clockOffsetSeconds }: PrometheusPortsOptions,
): PrometheusPorts {
  return {
    traffic: istioTraffic(client, { scrapeIntervalSeconds: setInterval, clockOffsetSeconds }),
    exemplars: istioExemplars(client),
    performance: {
      mesh: istioPerformance(client, interval),
      spans: spanMetrics(client, interval),
    },
    series: istioSeries(client, { scrapeIntervalSeconds: setInterval }),
    breakdowns: istioBreakdowns(client, interval),
    detail: istioDetail(client),
    alerts: prometheusAlerts(client),
    queries: prometheusQueries(client),
    trends: { trends: async (query) => trends(client, query, await interval()) },
    subjects: istioSubjects(client, interval),
    resources: podResources(client, interval),
    controlPlane: { read: (query) => controlPlane(client, query) },
    sightings: istioSightings(client, interval),
  };
}
