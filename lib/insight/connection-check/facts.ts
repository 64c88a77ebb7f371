/** What was learnt from the sources, before anybody judges it. A figure is null where its source did not tell. */

import type { ClusterAbout } from '@/lib/config/cluster-about';

/** A question that failed: the source's words, and what may help. */
export interface Failure {
  readonly message: string;
  readonly hint: string | null;
}

export interface PrometheusFacts {
  /** null = it answers. */
  readonly failure: Failure | null;
  readonly version: string | null;
  /** How it is limited by PERIPLUS_PROMETHEUS_LABEL_MATCHERS, as PromQL writes it; '' = not at all. */
  readonly labelMatchers: string;
  readonly retentionSeconds: number | null;
  readonly scrapeIntervalSeconds: number;
  /** Names of metrics of Istio in the window. */
  readonly metricNames: readonly string[] | null;
  /** Series of requests and TCP bytes by `reporter`, now. */
  readonly reporters: ReadonlyMap<string, number> | null;
  /** Seconds since the newest sample of requests or TCP bytes. */
  readonly sampleAgeSeconds: number | null;
  /** Values of `source_cluster` and `destination_cluster`, without the empty one and `unknown`. */
  readonly clusters: readonly string[] | null;
  /** Requests kept beside histograms in the window, at most of its last ten minutes. */
  readonly exemplars: number | null;
  /** Namespaces that took part in traffic in the window. */
  readonly namespacesWithTraffic: readonly string[] | null;
}

export interface TraceFacts {
  readonly failure: Failure | null;
  readonly services: readonly string[];
  /** Seconds since the newest trace that was found began; null = none was found, or none could be looked for. */
  readonly newestAgeSeconds: number | null;
  /** null = the search could be made. */
  readonly searchFailure: Failure | null;
  readonly searchesAllServices: boolean;
  /** Versions of its API that answered. */
  readonly apis: readonly string[];
}

export interface ClusterName {
  /** As the settings list it; null = it is the only one. */
  readonly given: string | null;
  /** As its own control plane calls it; null = that cannot be seen. */
  readonly told: string | null;
}

export interface ConfigurationFacts {
  readonly failure: Failure | null;
  /** null = no cluster, or it does not tell. */
  readonly cluster: ClusterAbout | null;
  readonly objects: number;
  /** Objects of kinds of Istio and the Gateway API. */
  readonly meshObjects: number;
  /** Places that could not be read. */
  readonly unreadable: readonly string[];
  /** Clusters whose configuration is read; empty for one that nobody names. */
  readonly clusterNames: readonly ClusterName[];
  /** What is missing, as the store tells it. */
  readonly gaps: readonly { readonly reason: string; readonly message: string }[];
  /** Telemetry objects that switch off the metrics that the graph is drawn from: `namespace/name`. */
  readonly metricsDisabledBy: readonly string[];
  /** Applications, as `service.namespace` and `service`, for comparison with the services of traces. */
  readonly applications: readonly { readonly name: string; readonly namespace: string }[];
}

export interface ConnectionFacts {
  readonly window: { readonly fromSeconds: number; readonly toSeconds: number };
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly prometheus: PrometheusFacts;
  /** null = not set up. */
  readonly traces: TraceFacts | null;
  /** null = not set up. */
  readonly configuration: ConfigurationFacts | null;
  /** Seconds that Prometheus' clock is ahead of the console's. */
  readonly clockOffsetSeconds: number;
}
