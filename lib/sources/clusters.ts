/** The clusters that are followed: that of PERIPLUS_KUBERNETES, and where the settings file lists more, those too. */
import 'server-only';
import { readFileSync } from 'node:fs';
import type { Environment } from '@/lib/environment';
import { environment } from '@/lib/environment';
import type { ObserveCall } from '@/lib/kubernetes/client';
import { type Cluster, openCluster } from '@/lib/kubernetes/cluster';
import { processWide } from '@/lib/process-wide';
import type { ClusterEntry } from '@/lib/settings/clusters';
import { readSettings } from '@/lib/settings/read-settings';
import { observeUpstream } from '@/lib/telemetry';

export interface FollowedCluster {
  /** As Istio's metrics name it; null = it is the only one, and has no name. */
  readonly name: string | null;
  readonly cluster: Cluster;
  /** Whether a user's token may be sent there. */
  readonly acceptsTokens: boolean;
}

interface Opened {
  readonly of: Environment['kubernetes'];
  readonly clusters: readonly FollowedCluster[];
}

/** That of PERIPLUS_KUBERNETES first; empty = none is set. Opened at the first use, and kept. */
export function followedClusters(): readonly FollowedCluster[] {
  const { kubernetes } = environment();
  const kept = processWide<{ opened: Opened | null }>('clusters', () => ({ opened: null }));
  if (kept.opened?.of === kubernetes) return kept.opened.clusters;
  for (const { cluster } of kept.opened?.clusters ?? []) cluster.close();
  kept.opened = { of: kubernetes, clusters: kubernetes === null ? [] : open(kubernetes, listed()) };
  return kept.opened.clusters;
}

/** Those to which `token` may be sent; all for the console's own accounts. */
export function clustersFor(token: string | null): readonly FollowedCluster[] {
  const all = followedClusters();
  return token === null ? all : all.filter(({ acceptsTokens }) => acceptsTokens);
}

function open(
  { cluster: home, namespaces }: NonNullable<Environment['kubernetes']>,
  entries: readonly ClusterEntry[],
): readonly FollowedCluster[] {
  const { readOnly } = environment();
  const observe: ObserveCall = (outcome, seconds, detail) =>
    observeUpstream('kubernetes', outcome, seconds, detail);
  const common = { readOnly, observe };
  const own = entries.find(({ kubeconfig }) => kubeconfig === undefined)?.name ?? null;
  const first: FollowedCluster = {
    name: own,
    acceptsTokens: true,
    cluster: openCluster({ ...common, settings: home, namespaces, ...(own !== null && { name: own }) }),
  };
  const others = entries.flatMap(
    ({ name, kubeconfig, context = null, namespaces: its = [], acceptsTokens = false }) =>
      kubeconfig === undefined
        ? []
        : [
            {
              name,
              acceptsTokens,
              cluster: openCluster({
                ...common,
                name,
                settings: { kind: 'kubeconfig', path: kubeconfig, context },
                namespaces: its,
              }),
            },
          ],
  );
  return [first, ...others];
}

/** As the file stood at the start, when it was found to be without mistakes. */
function listed(): readonly ClusterEntry[] {
  const { settingsFile } = environment();
  if (settingsFile === null) return [];
  const reading = readSettings(readFileSync(settingsFile, 'utf8'));
  return reading.kind === 'settings' ? (reading.settings.clusters ?? []) : [];
}
