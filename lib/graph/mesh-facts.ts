/**
 * What the graph asks of configuration and inventory, in its own words: who exists and what is set for it. Answered by
 * `lib/insight` from whatever store there is; the graph draws as well without it.
 */
import type { NodeFacts } from './node-facts';

/** A workload (Deployment, StatefulSet, …), also one without traffic. */
export interface WorkloadFact {
  readonly cluster: string | null;
  readonly namespace: string;
  readonly name: string;
  /** Canonical service and revision of its pods, as Istio's metrics name them. */
  readonly app: string;
  readonly version: string;
  /** Kiali's annotation `health.kiali.io/rate`, as written; null = none. */
  readonly healthRate: string | null;
  readonly facts: NodeFacts;
}

/** A Kubernetes service, also one without traffic. */
export interface ServiceFact {
  readonly cluster: string | null;
  readonly namespace: string;
  readonly name: string;
  /** FQDN. */
  readonly host: string;
  /** `app` of the workloads that its selector finds; null = none, or several. */
  readonly app: string | null;
  /** Names of the workloads that its selector finds, in its namespace. */
  readonly workloads: readonly string[];
  readonly healthRate: string | null;
  readonly facts: NodeFacts;
}

/** A ServiceEntry; it stands for every called host that one of its hosts covers, where it is exported to. */
export interface ServiceEntryFact {
  readonly cluster: string | null;
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly location: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /** Namespaces that see it; null = all. */
  readonly exportTo: readonly string[] | null;
  /** Names of the workloads that answer for it, in its namespace: by its selector. */
  readonly workloads: readonly string[];
  readonly facts: NodeFacts;
}

export interface MeshFacts {
  readonly workloads: readonly WorkloadFact[];
  readonly services: readonly ServiceFact[];
  readonly serviceEntries: readonly ServiceEntryFact[];
}

/** Throws `Fault`; the graph is then drawn without these facts and says so. */
export interface MeshFactsPort {
  facts(signal?: AbortSignal): Promise<MeshFacts>;
  /** What the source was not allowed to show, or cannot, a sentence each; left out = it shows everything. */
  gaps?(signal?: AbortSignal): Promise<readonly string[]>;
}
