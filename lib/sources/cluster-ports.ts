/** What is asked of clusters, as one reader may see them: of one alone, or of all that are followed at once. */
import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { type Identity, scopeKey } from '@/lib/access/identity';
import type { ClusterAboutPort } from '@/lib/config/cluster-about';
import type { SchemaPort } from '@/lib/config/cluster-schema/port';
import { allClusters } from '@/lib/config/clusters/all-clusters';
import { besideOthers } from '@/lib/config/clusters/beside-others';
import { unknownCluster } from '@/lib/config/clusters/unknown-cluster';
import type { ManagersPort } from '@/lib/config/managers/port';
import type { ClusterPart, ConfigStore } from '@/lib/config/store';
import type { MeshFactsPort } from '@/lib/graph/mesh-facts';
import { factsOfClusters } from '@/lib/insight/mesh-facts/facts-of-clusters';
import { meshFactsFrom } from '@/lib/insight/mesh-facts/port';
import { clusterAbout } from '@/lib/kubernetes/cluster-about';
import { writeRights } from '@/lib/kubernetes/write-rights';
import type { RightsPort } from '@/lib/mesh/rights';
import { clustersFor, type FollowedCluster, followedClusters } from './clusters';
import { KeptFew } from './kept-few';
import { type PodPorts, podPorts } from './pod-ports';
import { podPortsOfClusters } from './pod-ports-of-clusters';

export interface ClusterPorts {
  readonly config: ConfigStore;
  readonly schemas: SchemaPort | null;
  readonly managers: ManagersPort | null;
  readonly clusterAbout: ClusterAboutPort | null;
  readonly rights: RightsPort | null;
  readonly podPorts: PodPorts | null;
  readonly meshFacts: MeshFactsPort;
}

/** Readers times clusters that are remembered at once: what is worked out for a store is kept with it. */
const MOST_KEPT = 400;
const kept = new KeptFew<ClusterPorts>('cluster-ports', MOST_KEPT);

/** Names of the clusters that a reader may be shown; empty where there is only one, whose name nobody needs. */
export function clusterNames({ credential }: Pick<Identity, 'credential'>): readonly string[] {
  if (followedClusters().length < 2) return [];
  return clustersFor(credential.kind === 'token' ? credential.token : null).flatMap(({ name }) => name ?? []);
}

/**
 * `chosen` null = all of them; a name that is none of theirs gives ports that show nothing. Null where no cluster is
 * followed.
 */
export function clusterPorts(
  identity: Pick<Identity, 'credential'>,
  chosen: string | null,
): ClusterPorts | null {
  const { credential } = identity;
  const token = credential.kind === 'token' ? credential.token : null;
  const clusters = clustersFor(token);
  const [home] = clusters;
  if (home === undefined) return null;
  // With a single one there is nothing to choose; inventory's pages name clusters that only metrics know.
  const all = followedClusters();
  const of = all.length < 2 ? null : chosen;
  const key = `${scopeKey(identity)} ${of ?? ''}`;
  return kept.get(key, all, () => {
    if (clusters.length === 1 && (of === null || of === home.name)) return portsOf(home, [], token, identity);
    if (of === null) return portsOfAll(clusters, token, identity);
    const found = clusters.find(({ name }) => name === of);
    if (found === undefined) return portsOfNone(of, clusters);
    return portsOf(
      found,
      clusters.filter((other) => other !== found),
      token,
      identity,
    );
  });
}

function portsOf(
  { cluster, name }: FollowedCluster,
  others: readonly FollowedCluster[],
  token: string | null,
  identity: Pick<Identity, 'credential'>,
): ClusterPorts {
  const client = token === null ? cluster.client : cluster.client.as(token);
  const own = cluster.store(token);
  const config = others.length === 0 ? own : besideOthers(own, partsOf(others, token));
  const scope = name === null ? scopeKey(identity) : `${scopeKey(identity)}@${name}`;
  return {
    config,
    schemas: cluster.schemas,
    managers: cluster.managers(token),
    clusterAbout: clusterAbout(client, () => cluster.cache.discovery),
    rights: writeRights(client, scope),
    podPorts: podPorts(client),
    // Its own objects: Services of others have their facts there.
    meshFacts: meshFactsFrom(own, () => setImmediate()),
  };
}

/** What has to be one cluster's is the first one's. */
function portsOfAll(
  clusters: readonly FollowedCluster[],
  token: string | null,
  identity: Pick<Identity, 'credential'>,
): ClusterPorts {
  const ports = clusters.map((one) => ({
    cluster: one.name ?? '',
    ports: portsOf(
      one,
      clusters.filter((other) => other !== one),
      token,
      identity,
    ),
  }));
  const [home] = ports;
  if (home === undefined) throw new Error('There is no cluster.');
  return {
    ...home.ports,
    config: allClusters(ports.map(({ cluster, ports: { config } }) => ({ name: cluster, store: config }))),
    meshFacts: factsOfClusters(
      ports.map(({ cluster, ports: { meshFacts } }) => ({ cluster, port: meshFacts })),
    ),
    podPorts: podPortsOfClusters(
      clusters.map((one) => ({
        ports: podPorts(token === null ? one.cluster.client : one.cluster.client.as(token)),
        cache: one.cluster.cache,
      })),
    ),
  };
}

function portsOfNone(name: string, clusters: readonly FollowedCluster[]): ClusterPorts {
  const config = unknownCluster(
    name,
    clusters.flatMap((one) => one.name ?? []),
  );
  return {
    config,
    schemas: null,
    managers: null,
    clusterAbout: null,
    rights: null,
    podPorts: null,
    meshFacts: meshFactsFrom(config, () => setImmediate()),
  };
}

function partsOf(clusters: readonly FollowedCluster[], token: string | null): readonly ClusterPart[] {
  return clusters.map(({ name, cluster }) => ({ name: name ?? '', store: cluster.store(token) }));
}
