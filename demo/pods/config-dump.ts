/**
 * The configuration of one Envoy as istiod would have made it from the demo's folder: a cluster for each port and
 * subset, and route tables from VirtualServices, in the shape of `/config_dump`.
 */

import { asStored } from '@/demo/traffic/configuration';
import { ISTIO_VERSION } from '@/demo/traffic/control-plane';
import { appliedRule } from '@/lib/config/simulation/destination-rule-lookup';
import { type MeshView, meshView } from '@/lib/config/simulation/mesh-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import { isVisible } from '@/lib/config/simulation/visibility';
import { endpointConfig } from './cluster-endpoints';
import type { DemoPod } from './pod-list';
import { routeTables } from './route-tables';
import type { DemoState } from './sync-statuses';
import { waypointCluster } from './waypoint-tables';

export interface DumpState extends DemoState {
  /** It refused the latest routes and keeps those from before. */
  readonly refused: boolean;
}

export interface DemoCluster {
  readonly name: string;
  readonly service: MeshService | null;
  /** Of the pods. */
  readonly port: number;
  /** Labels of the pods behind it. */
  readonly labels: Readonly<Record<string, string>>;
  readonly rule: { readonly namespace: string; readonly name: string } | null;
  readonly hasOutlierDetection: boolean;
}

const views = new WeakMap<object, MeshView>();

/** Of the latest configuration, or of that before it. */
export function viewOf({ traffic }: DemoState, before = false): MeshView {
  const { segments } = traffic.history;
  const segment = (before ? segments.at(-2) : undefined) ?? segments.at(-1);
  if (segment === undefined) throw new Error('The history of the demo mesh has no segment.');
  const view = views.get(segment.objects) ?? meshView(asStored(segment.objects));
  views.set(segment.objects, view);
  return view;
}

export function visibleServices(view: MeshView, namespace: string): readonly MeshService[] {
  return view.services.filter((service) => isVisible(service.exportTo, service.namespace, namespace));
}

export function clustersFor(
  { workload }: Pick<DemoPod, 'workload'>,
  state: DemoState,
): readonly DemoCluster[] {
  const view = viewOf(state);
  const isWaypoint = workload.proxy === 'waypoint';
  const services = visibleServices(view, workload.namespace).filter(
    ({ namespace }) => !isWaypoint || namespace === workload.namespace,
  );
  return services.flatMap((service) => {
    const rule = appliedRule(view, { namespace: workload.namespace, labels: workload.labels }, service);
    const own = service.endpoints.kind === 'selector' ? service.endpoints.labels : {};
    const noted = rule === null ? null : { namespace: rule.rule.namespace, name: rule.rule.name };
    return service.ports.flatMap(({ number, targetPort }) =>
      [null, ...(isWaypoint ? [] : (rule?.subsets ?? []))].map((subset) => ({
        name: isWaypoint
          ? waypointCluster(service.host, number)
          : `outbound|${number}|${subset?.name ?? ''}|${service.host}`,
        service,
        port: typeof targetPort === 'number' ? targetPort : number,
        labels: { ...own, ...subset?.labels },
        rule: noted,
        hasOutlierDetection: rule?.rule.policy.outlierDetection != null,
      })),
    );
  });
}

export function configDump(pod: DemoPod, state: DumpState): object {
  const version = new Date(state.now * 1000).toISOString().slice(0, 13);
  const stamp = { version_info: version, last_updated: new Date(pod.life.sinceSeconds * 1000).toISOString() };
  const tables = routeTables(pod, viewOf(state, state.refused));
  const clusters = clustersFor(pod, state);
  return {
    configs: [
      { '@type': type('admin.v3.BootstrapConfigDump'), bootstrap: bootstrapOf(pod) },
      {
        '@type': type('admin.v3.ClustersConfigDump'),
        version_info: version,
        static_clusters: ['prometheus_stats', 'agent', 'xds-grpc', 'sds-grpc'].map((name) => ({
          cluster: {
            '@type': type('config.cluster.v3.Cluster'),
            name,
            type: 'STATIC',
            connect_timeout: '0.250s',
          },
        })),
        dynamic_active_clusters: clusters.map((cluster) => ({
          ...stamp,
          cluster: clusterJson(cluster),
        })),
      },
      {
        '@type': type('admin.v3.ListenersConfigDump'),
        version_info: version,
        dynamic_listeners: listenersOf(
          pod,
          tables.map(({ name }) => name),
        ).map((listener) => ({
          name: listener.name,
          active_state: { ...stamp, listener },
        })),
      },
      {
        '@type': type('admin.v3.RoutesConfigDump'),
        dynamic_route_configs: tables.map((table) => ({
          ...stamp,
          route_config: { '@type': type('config.route.v3.RouteConfiguration'), ...table },
        })),
      },
      {
        '@type': type('admin.v3.EndpointsConfigDump'),
        dynamic_endpoint_configs: clusters
          .filter(({ service }) => service?.external !== true)
          .map((cluster) => ({ endpoint_config: endpointConfig(cluster, state) })),
      },
      {
        '@type': type('admin.v3.SecretsConfigDump'),
        dynamic_active_secrets: [
          {
            name: 'default',
            ...stamp,
            secret: {
              name: 'default',
              tls_certificate: {
                private_key: { inline_bytes: Buffer.from('[redacted]').toString('base64') },
              },
            },
          },
        ],
      },
    ],
  };
}

function type(name: string): string {
  return `type.googleapis.com/envoy.${name}`;
}

function clusterJson({ name, service, rule, hasOutlierDetection }: DemoCluster): object {
  const isExternal = service?.external === true;
  return {
    '@type': type('config.cluster.v3.Cluster'),
    name,
    type: isExternal ? 'STRICT_DNS' : 'EDS',
    connect_timeout: '10s',
    lb_policy: 'LEAST_REQUEST',
    circuit_breakers: { thresholds: [{ max_connections: 4294967295, max_requests: 4294967295 }] },
    ...(isExternal
      ? {}
      : { transport_socket_matches: [{ name: 'tlsMode-istio', match: { tlsMode: 'istio' } }] }),
    ...(hasOutlierDetection ? { outlier_detection: { consecutive_5xx: 5 } } : {}),
    metadata: {
      filter_metadata: {
        istio: {
          ...(rule === null
            ? {}
            : {
                config: `/apis/networking.istio.io/v1/namespaces/${rule.namespace}/destination-rule/${rule.name}`,
              }),
          services: [{ host: service?.host, name: service?.name, namespace: service?.namespace }],
        },
      },
    },
  };
}

interface DemoListener {
  readonly name: string;
}

function listenersOf({ life, workload }: DemoPod, tables: readonly string[]): readonly DemoListener[] {
  const listener = (
    name: string,
    address: string,
    port: number,
    direction: string,
    filters: readonly object[],
  ) => ({
    '@type': type('config.listener.v3.Listener'),
    name,
    address: { socket_address: { address, port_value: port } },
    traffic_direction: direction,
    filter_chains: filters.map((filter) => ({ filters: [filter] })),
  });
  const http = (table: string) => ({
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: { rds: { route_config_name: table } },
  });
  const tcp = (cluster: string) => ({ name: 'envoy.filters.network.tcp_proxy', typed_config: { cluster } });
  const outbound = tables.map((table) => {
    const port = Number(/(\d+)$/.exec(table)?.[1] ?? 80);
    return listener(`0.0.0.0_${port}`, '0.0.0.0', port, 'OUTBOUND', [http(table)]);
  });
  if (workload.proxy !== 'sidecar') return outbound;
  return [
    listener('virtualOutbound', '0.0.0.0', 15_001, 'OUTBOUND', [tcp('PassthroughCluster')]),
    listener('virtualInbound', '0.0.0.0', 15_006, 'INBOUND', [
      tcp('InboundPassthroughCluster'),
      http(`inbound|${life.ip}`),
    ]),
    ...outbound,
  ];
}

function bootstrapOf({ life, workload }: DemoPod): object {
  const kind = { gateway: 'router', waypoint: 'waypoint' }[workload.proxy as string] ?? 'sidecar';
  return {
    node: {
      id: `${kind}~${life.ip}~${life.pod}.${workload.namespace}~${workload.namespace}.svc.cluster.local`,
      cluster: `${workload.app}.${workload.namespace}`,
      metadata: {
        CLUSTER_ID: workload.cluster,
        ISTIO_VERSION,
        LABELS: workload.labels,
        MESH_ID: 'cluster.local',
        NAMESPACE: workload.namespace,
        NODE_NAME: life.node,
        SERVICE_ACCOUNT: workload.serviceAccount,
        WORKLOAD_NAME: workload.name,
        PROXY_CONFIG: { discoveryAddress: 'istiod.istio-system.svc:15012', concurrency: 2 },
      },
      user_agent_name: 'envoy',
    },
    dynamic_resources: { ads_config: { api_type: 'DELTA_GRPC' } },
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 15_000 } } },
    static_resources: {
      clusters: [
        { name: 'xds-grpc', type: 'STATIC' },
        { name: 'sds-grpc', type: 'STATIC' },
      ],
    },
  };
}
