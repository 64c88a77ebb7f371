/** Workloads that are gateways: chosen by a Gateway's selector, made by the Gateway API, or labelled as one. */

import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { IstioGateway, KubernetesGateway } from '@/lib/config/simulation/read/gateway';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { NodeFacts } from '@/lib/graph/node-facts';
import type { Labels } from '@/lib/inventory/canonical-names';
import type { MemberWorkload } from './inventory';

export type GatewayFacts = NonNullable<NodeFacts['gateway']>;

/** The Gateway that a proxy was made for (kubernetes-sigs/gateway-api GEP-1762, and Istio's older name for it). */
const GATEWAY_NAME_LABELS = ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'];
const WAYPOINT_CLASS = /waypoint/;

/** A workload's name in its namespace. */
const keyOf = ({ namespace, name }: { readonly namespace: string; readonly name: string }) =>
  `${namespace}/${name}`;

export class Gateways {
  readonly #view: MeshView;
  /** Gateways of the Gateway API by the workload that Istio runs for them. */
  readonly #made = new Map<string, KubernetesGateway>();

  constructor(view: MeshView) {
    this.#view = view;
    for (const gateway of view.kubernetesGateways) {
      // Other classes are other implementations' business.
      if (!gateway.className.startsWith('istio')) continue;
      this.#made.set(keyOf({ namespace: gateway.namespace, name: proxyName(gateway) }), gateway);
    }
  }

  /** null = no gateway. */
  of(workload: Pick<MemberWorkload, 'namespace' | 'name' | 'labels'>): GatewayFacts | null {
    const made = this.#gatewayApi(workload);
    if (made !== null) {
      const kind = WAYPOINT_CLASS.test(made.className) ? 'waypoint' : 'gatewayApi';
      return { kind, hostnames: listenerHosts(made, this.#view) };
    }
    const chosenBy = this.#view.gateways.filter(
      ({ selector }) => Object.keys(selector).length > 0 && labelsInclude(workload.labels, selector),
    );
    if (chosenBy.length === 0 && !isLabelledGateway(workload.labels)) return null;
    return { kind: isEgress(workload) ? 'egress' : 'ingress', hostnames: serverHosts(chosenBy) };
  }

  /** Proxies of the Gateway API that no stored workload stands for: Istio makes them from the Gateway. */
  unseen(workloads: readonly MemberWorkload[]): readonly MemberWorkload[] {
    const seen = new Set(workloads.flatMap((workload) => keyOf(workload)));
    const named = new Set(workloads.flatMap((workload) => gatewayLabel(workload) ?? []));
    return [...this.#made]
      .filter(([key, gateway]) => !seen.has(key) && !named.has(keyOf(gateway)))
      .map(([, gateway]) => proxyOf(gateway));
  }

  #gatewayApi(workload: Pick<MemberWorkload, 'namespace' | 'name' | 'labels'>): KubernetesGateway | null {
    const named = gatewayLabel(workload);
    const byLabel = this.#view.kubernetesGateways.find((gateway) => keyOf(gateway) === named);
    return byLabel ?? this.#made.get(keyOf(workload)) ?? null;
  }
}

function gatewayLabel({
  namespace,
  labels,
}: {
  readonly namespace: string;
  readonly labels: Labels;
}): string | null {
  for (const label of GATEWAY_NAME_LABELS) {
    const name = labels[label];
    if (name !== undefined) return keyOf({ namespace, name });
  }
  return null;
}

/** Istio names the Deployment `<gateway>-<class>`, and a waypoint's as the Gateway. */
function proxyName({ name, className }: KubernetesGateway): string {
  return WAYPOINT_CLASS.test(className) ? name : `${name}-${className}`;
}

function proxyOf(gateway: KubernetesGateway): MemberWorkload {
  const name = proxyName(gateway);
  return {
    id: { group: 'apps', kind: 'Deployment', namespace: gateway.namespace, name },
    namespace: gateway.namespace,
    name,
    kind: 'Deployment',
    app: name,
    version: 'latest',
    labels: { 'gateway.networking.k8s.io/gateway-name': gateway.name },
    annotations: {},
    serviceAccount: null,
    replicas: null,
    createdSeconds: null,
    template: null,
    pods: [],
    isRegistered: false,
    membership: { outOfMesh: false, ambient: false },
    workloadEntries: [],
  };
}

const COMPONENT = 'operator.istio.io/component';

function isLabelledGateway(labels: Labels): boolean {
  return /gateway/.test(labels.istio ?? '') || /Gateways$/.test(labels[COMPONENT] ?? '');
}

function isEgress({ name, labels }: { readonly name: string; readonly labels: Labels }): boolean {
  return /egress/i.test(`${labels.istio ?? ''} ${labels[COMPONENT] ?? ''} ${name}`);
}

function serverHosts(gateways: readonly IstioGateway[]): string[] {
  const hosts = gateways.flatMap(({ servers }) => servers.flatMap((server) => server.hosts));
  return distinct(hosts.map((host) => host.slice(host.indexOf('/') + 1)));
}

/** Of listeners without a host name those of the routes that are bound to it count. */
function listenerHosts(gateway: KubernetesGateway, view: MeshView): string[] {
  const own = gateway.listeners.flatMap(({ hostname }) => hostname ?? []);
  if (gateway.listeners.every(({ hostname }) => hostname !== null)) return distinct(own);
  const routes = view.httpRoutes.filter(({ parents }) =>
    parents.some((parent) => parent.kind === 'Gateway' && keyOf(parent) === keyOf(gateway)),
  );
  return distinct([...own, ...routes.flatMap(({ hostnames }) => hostnames)]);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
