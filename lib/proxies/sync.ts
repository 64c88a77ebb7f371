/**
 * From istiod's word on its proxies to one proxy's state by type (istio:pilot/pkg/xds/debug.go `SyncStatus`):
 * nothing sent, or the nonce that was sent is acknowledged, or it is not.
 */
import type { ProxySync, SyncState } from './contract';
import { at, isRecord, textAt } from './dump/fields';
import type { ControlPlaneView, ProxyAddress } from './port';

const TYPES = [
  { type: 'CDS', title: 'Clusters', field: 'cluster', url: 'envoy.config.cluster.v3.Cluster' },
  { type: 'LDS', title: 'Listeners', field: 'listener', url: 'envoy.config.listener.v3.Listener' },
  {
    type: 'EDS',
    title: 'Endpoints',
    field: 'endpoint',
    url: 'envoy.config.endpoint.v3.ClusterLoadAssignment',
  },
  { type: 'RDS', title: 'Routes', field: 'route', url: 'envoy.config.route.v3.RouteConfiguration' },
  {
    type: 'ECDS',
    title: 'Extensions',
    field: 'extensionconfig',
    url: 'envoy.config.core.v3.TypedExtensionConfig',
  },
] as const;

/** ztunnel and waypoints are sent addresses and policies of their own types. */
const OTHER_TITLES: Readonly<Record<string, string>> = {
  'istio.workload.Address': 'Addresses',
  'istio.workload.Workload': 'Workloads',
  'istio.security.Authorization': 'Policies',
};

export interface ProxyStatus extends ProxyAddress {
  readonly istiod: ProxyAddress;
  readonly istioVersion: string | null;
  readonly clusterId: string | null;
  readonly types: ProxySync['types'];
}

/** Every proxy that some replica knows. */
export function proxyStatuses(view: ControlPlaneView): readonly ProxyStatus[] {
  return view.answers.flatMap(({ istiod, statuses }) =>
    (Array.isArray(statuses) ? statuses : []).flatMap((status: unknown) => {
      const id = textAt(status, 'proxy');
      const dot = id?.lastIndexOf('.') ?? -1;
      if (id === null || dot <= 0) return [];
      return [
        {
          namespace: id.slice(dot + 1),
          pod: id.slice(0, dot),
          istiod,
          istioVersion: textAt(status, 'istio_version') ?? textAt(status, 'proxy_version'),
          clusterId: textAt(status, 'cluster_id'),
          types: typesOf(status),
        },
      ];
    }),
  );
}

export function syncOf(view: ControlPlaneView, proxy: ProxyAddress): ProxySync {
  const own = proxyStatuses(view).find(
    (status) => status.namespace === proxy.namespace && status.pod === proxy.pod,
  );
  return {
    istiod: own?.istiod ?? null,
    istioVersion: own?.istioVersion ?? null,
    types: [...(own?.types ?? [])],
    silent: view.silent.map(({ istiod, because }) => ({ pod: istiod.pod, because })),
  };
}

function typesOf(status: unknown): ProxySync['types'] {
  const resources = at(status, 'resources');
  const found: ProxySync['types'] = TYPES.map(({ type, title, field, url }) => {
    const detail = resources[`type.googleapis.com/${url}`];
    const sent = textAt(status, `${field}_sent`) ?? textAt(detail, 'sent');
    const acked = textAt(status, `${field}_acked`) ?? textAt(detail, 'acked');
    return { type, title, state: stateOf(sent, acked), sentAtSeconds: secondsAt(detail) };
  });
  for (const [url, detail] of Object.entries(resources)) {
    const name = url.replace(/^type\.googleapis\.com\//, '');
    if (!isRecord(detail) || TYPES.some((known) => known.url === name)) continue;
    const state = stateOf(textAt(detail, 'sent'), textAt(detail, 'acked'));
    const type = name.split('.').at(-1) ?? name;
    found.push({ type, title: OTHER_TITLES[name] ?? type, state, sentAtSeconds: secondsAt(detail) });
  }
  // What is sent types of its own, as ztunnel is, has no use for Envoy's.
  const others = found.slice(TYPES.length);
  const hasOnlyOthers =
    others.length > 0 && found.slice(0, TYPES.length).every(({ state }) => state === 'not-sent');
  return hasOnlyOthers ? others : found;
}

function stateOf(sent: string | null, acked: string | null): SyncState {
  if (sent === null) return 'not-sent';
  return sent === acked ? 'synced' : 'stale';
}

function secondsAt(detail: unknown): number | null {
  const ms = Date.parse(textAt(detail, 'sent_time') ?? '');
  // Go writes the year 1 for "never".
  return Number.isNaN(ms) || ms <= 0 ? null : ms / 1000;
}
