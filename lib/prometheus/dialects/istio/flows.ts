/**
 * From the labels of a series to a flow, with Istio's quirks taken out: `unknown` becomes null, series that a proxy
 * wrote before it knew its peer are marked, and gaps that other labels fill are filled.
 */
import 'server-only';
import type { Flow } from '@/lib/graph/traffic';
import type { CalledService, Peer, Protocol, Reporter } from '@/lib/mesh/identity';
import type { Labels } from '@/lib/prometheus/response';
import { flowLabels, OPERATION, UNKNOWN } from './labels';

/** A flow that remembers the labels it was read from. */
export interface IstioFlow extends Flow {
  readonly labels: Labels;
}

/** Flows by their labels: many rows belong to one. */
const flows = new Map<string, IstioFlow>();
/** Names of workloads come and go; the table is a cache and may be emptied at any time. */
const MOST_FLOWS = 200_000;

/** Label sets are read once and handed out again with every answer (lib/prometheus/label-sets.ts). */
const flowsOfLabels = new WeakMap<Labels, IstioFlow>();

export function flowOf(labels: Labels, ztunnel = false): IstioFlow {
  const known = flowsOfLabels.get(labels);
  if (known !== undefined && known.ztunnel === ztunnel) return known;
  const flow = flowByKey(labels, ztunnel);
  flowsOfLabels.set(labels, flow);
  return flow;
}

/** Of a series of bytes or connections, which are TCP whether or not the label of the protocol is left. */
export function flowOfBytes(labels: Labels, ztunnel: boolean): IstioFlow {
  return flowOf(
    labels.request_protocol === undefined ? { ...labels, request_protocol: 'tcp' } : labels,
    ztunnel,
  );
}

function flowByKey(labels: Labels, ztunnel: boolean): IstioFlow {
  let key = ztunnel ? 'z' : '';
  for (const name of flowLabels) key += `${labels[name] ?? ''}\u0000`;
  // Present only where it was asked for.
  const operation = nameOrNull(labels[OPERATION]);
  if (operation !== null) key += operation;
  const known = flows.get(key);
  if (known !== undefined) return known;
  if (flows.size > MOST_FLOWS) flows.clear();
  const flow = readFlow(key, labels, ztunnel);
  flows.set(key, flow);
  return flow;
}

/** The flow that made these numbers; only flows of this adapter reach it. */
export function labelsOf(flow: Flow): Labels {
  return (flow as IstioFlow).labels;
}

const isUnknown = (value: string | undefined): boolean => value === UNKNOWN;
const nameOrNull = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === UNKNOWN ? null : value;

/**
 * Rules after kiali:graph/telemetry/istio/util/util.go. Only the word `unknown` counts, not a missing label:
 * operators remove labels, and then nothing is wrong.
 */
function isUnfinished(labels: Labels): boolean {
  const sourceNamespaceKnown = nameOrNull(labels.source_workload_namespace) !== null;
  if (sourceNamespaceKnown && isUnknown(labels.source_cluster)) return true;
  if (
    sourceNamespaceKnown &&
    isUnknown(labels.source_workload) &&
    isUnknown(labels.source_canonical_service)
  ) {
    return true;
  }
  // A destination without a cluster takes the source's; where neither proxy knew it nothing can be said about it.
  const destinationKnown = nameOrNull(labels.destination_service_namespace) !== null;
  if (destinationKnown && isUnknown(labels.destination_cluster) && isUnknown(labels.source_cluster)) {
    return true;
  }
  return isBareAddress(labels);
}

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-f]*:[0-9a-f:]*\]?)(:\d+)?$/i;

/** A call to an address instead of a name, to no workload that is known. */
function isBareAddress(labels: Labels): boolean {
  const host = labels.destination_service;
  return (
    isUnknown(labels.destination_workload) &&
    host !== undefined &&
    host === labels.destination_service_name &&
    ADDRESS.test(host)
  );
}

function readFlow(key: string, labels: Labels, ztunnel: boolean): IstioFlow {
  const source = peer(labels, 'source', nameOrNull(labels.source_cluster));
  const cluster = nameOrNull(labels.destination_cluster) ?? source.cluster;
  const told = peer(labels, 'destination', cluster);
  const service = serviceOf(labels, cluster, told);
  return {
    key,
    reporter: reporterOf(labels.reporter),
    source,
    service,
    destination: egressGateway(labels, service) ?? told,
    protocol: protocolOf(labels.request_protocol),
    operation: nameOrNull(labels[OPERATION]),
    ztunnel,
    unfinished: isUnfinished(labels),
    labels,
  };
}

function peer(labels: Labels, side: 'source' | 'destination', cluster: string | null): Peer {
  const workload = nameOrNull(labels[`${side}_workload`]);
  const app = nameOrNull(labels[`${side}_canonical_service`]) ?? workload;
  // A peer that is not there has the revision `latest`, which says nothing.
  const version = app === null ? null : nameOrNull(labels[`${side}_canonical_revision`]);
  const namespace = nameOrNull(labels[`${side}_workload_namespace`]);
  return { cluster: app === null && side === 'source' ? null : cluster, namespace, workload, app, version };
}

/** `reviews.bookinfo.svc.cluster.local` */
const CLUSTER_HOST = /^([^.]+)\.([^.]+)\.svc(\.|$)/;

function serviceOf(labels: Labels, cluster: string | null, destination: Peer): CalledService {
  const host = nameOrNull(labels.destination_service);
  const inCluster = host === null ? null : CLUSTER_HOST.exec(host);
  const label = nameOrNull(labels.destination_service_name);
  // A client that lost sight of the service writes its whole host for its name.
  const name = label === null || label === host ? (inCluster?.[1] ?? host) : label;
  const namespace =
    nameOrNull(labels.destination_service_namespace) ?? inCluster?.[2] ?? destination.namespace;
  return { cluster, namespace: name === null ? null : namespace, name, host };
}

/**
 * A client that is routed through an egress gateway may write the gateway's host for the service's name, and no
 * workload: then it reached the gateway (as Kiali has it, https://github.com/kiali/kiali/issues/2999).
 */
function egressGateway(labels: Labels, { cluster, namespace, name }: CalledService): Peer | null {
  const isHostAsName = labels.destination_service === labels.destination_service_name;
  if (!isHostAsName || name !== 'istio-egressgateway' || namespace === null) return null;
  if (nameOrNull(labels.destination_workload) !== null) return null;
  return { cluster, namespace, workload: name, app: name, version: 'latest' };
}

function reporterOf(label: string | undefined): Reporter {
  return label === 'source' || label === 'waypoint' ? label : 'destination';
}

function protocolOf(label: string | undefined): Protocol {
  return label === 'grpc' || label === 'tcp' ? label : 'http';
}
