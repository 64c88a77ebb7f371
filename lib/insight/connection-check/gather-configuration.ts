/** Asks the store of configuration what the connection check wants to know. */

import type { ClusterAboutPort } from '@/lib/config/cluster-about';
import { meshKind } from '@/lib/config/kind-lookup';
import { clusterIdOf } from '@/lib/config/mesh-config/cluster-id';
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import { readInventory } from '@/lib/inventory/inventory';
import { fieldsAt, fieldsListAt, flagAt, textAt } from '@/lib/mesh/fields';
import type { ClusterName, ConfigurationFacts } from './facts';
import { asFailure, orNull } from './failure-of';

export async function gatherConfiguration(
  store: ConfigStore | null,
  cluster: ClusterAboutPort | null,
  signal?: AbortSignal,
): Promise<ConfigurationFacts | null> {
  if (store === null) return null;
  try {
    const [{ objects, unreadable, gaps = [] }, about] = await Promise.all([
      store.list(signal),
      cluster === null ? null : orNull(() => cluster.about(signal)),
    ]);
    return {
      failure: null,
      cluster: about,
      objects: objects.length,
      meshObjects: objects.filter(({ id }) => meshKind(id.group, id.kind) !== null).length,
      unreadable: unreadable.map(({ origin, line }) => (line === null ? origin : `${origin}:${line}`)),
      clusterNames: clusterNames(store, objects),
      gaps: gaps.map(({ reason, message }) => ({ reason, message })),
      metricsDisabledBy: objects.filter(disablesTraffic).map(({ id }) => `${id.namespace ?? ''}/${id.name}`),
      applications: readInventory(objects).applications.map(({ name, namespace }) => ({ name, namespace })),
    };
  } catch (error) {
    return { ...NOTHING, failure: asFailure(error) };
  }
}

function clusterNames({ clusters }: ConfigStore, objects: readonly StoredObject[]): readonly ClusterName[] {
  if (clusters === undefined) {
    const told = clusterIdOf(objects);
    return told === null ? [] : [{ given: null, told }];
  }
  return clusters.map(({ name }) => ({
    given: name,
    told: clusterIdOf(objects.filter(({ id }) => id.cluster === name)),
  }));
}

const NOTHING = {
  clusterNames: [],
  cluster: null,
  objects: 0,
  meshObjects: 0,
  unreadable: [],
  gaps: [],
  metricsDisabledBy: [],
  applications: [],
};

/** Metrics that edges are drawn from; an override without a metric is of all (https://istio.io/latest/docs/reference/config/telemetry/). */
const DRAWN = new Set(['', 'ALL_METRICS', 'REQUEST_COUNT', 'TCP_SENT_BYTES']);

function disablesTraffic({ id, value }: StoredObject): boolean {
  if (id.group !== 'telemetry.istio.io' || id.kind !== 'Telemetry') return false;
  return fieldsListAt(fieldsAt(value, 'spec'), 'metrics')
    .flatMap((metrics) => fieldsListAt(metrics, 'overrides'))
    .some((override) => {
      const match = fieldsAt(override, 'match');
      const isDrawn = DRAWN.has(textAt(match, 'metric') ?? '') && textAt(match, 'customMetric') === null;
      return flagAt(override, 'disabled') === true && isDrawn;
    });
}
