/** The proxies of the whole mesh, as the replicas of the control plane tell of them. Pure. */
import type { ControlPlaneView } from '@/lib/proxies/port';
import { proxyStatuses } from '@/lib/proxies/sync';
import type { MeshProxiesAnswer } from './contract';

/** Each proxy is connected to one replica. The versions that most run come first. */
export function proxiesInStep(view: ControlPlaneView): NonNullable<MeshProxiesAnswer['proxies']> {
  const statuses = proxyStatuses(view);
  const versions = new Map<string, number>();
  for (const { istioVersion } of statuses) {
    const version = istioVersion ?? 'not told';
    versions.set(version, (versions.get(version) ?? 0) + 1);
  }
  return {
    connected: statuses.length,
    versions: [...versions]
      .map(([version, count]) => ({ version, count }))
      .sort((a, b) => b.count - a.count || (a.version < b.version ? -1 : 1)),
    behind: statuses.flatMap(({ namespace, pod, types }) => {
      const stale = types.filter(({ state }) => state === 'stale').map(({ title }) => title);
      return stale.length === 0 ? [] : [{ namespace, pod, types: stale }];
    }),
    silent: view.silent.map(({ istiod, because }) => ({ pod: istiod.pod, because })),
  };
}
