/** What configuration knows of the rows of lists, worked out once for each state of the store. */
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { loadFindings } from '@/lib/config/findings/load';
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import type { MeshFacts, MeshFactsPort } from '@/lib/graph/mesh-facts';
import { type BaseRow, baseRows, type Configured } from './base-rows';
import { type ClusterConfigured, rowsOfClusters } from './cluster-rows';
import { FindingCounts } from './finding-counts';
import { inventoryOf } from './known-inventory';
import type { InventoryKind } from './vocabulary';

export interface KnownConfigured extends Configured {
  rows(kind: InventoryKind): readonly BaseRow[];
}

interface Kept {
  readonly suppress: readonly SuppressRule[];
  readonly configured: Promise<KnownConfigured>;
}

/** Facts are the same as long as nothing that they were read from changed. */
const known = new WeakMap<MeshFacts, Kept>();

/** Throws the store's `Fault`. */
export async function configuredOf(
  store: ConfigStore,
  objects: readonly StoredObject[],
  meshFacts: MeshFactsPort,
  suppress: readonly SuppressRule[],
  signal?: AbortSignal,
): Promise<KnownConfigured> {
  const facts = await meshFacts.facts(signal);
  const before = known.get(facts);
  if (before?.suppress === suppress) return before.configured;
  const kept: Kept = { suppress, configured: read(store, objects, facts, suppress) };
  known.set(facts, kept);
  // A failure is told to those who waited for it; whoever asks next tries again.
  kept.configured.catch(() => {
    if (known.get(facts) === kept) known.delete(facts);
  });
  return kept.configured;
}

async function read(
  store: ConfigStore,
  objects: readonly StoredObject[],
  facts: MeshFacts,
  suppress: readonly SuppressRule[],
): Promise<KnownConfigured> {
  const configured = await configuredBy(store, objects, facts, suppress);
  const parts = await clusterParts(store, facts, suppress);
  const lists = new Map<InventoryKind, readonly BaseRow[]>();
  return {
    ...configured,
    rows: (kind) => {
      const rows =
        lists.get(kind) ?? (parts === null ? baseRows(kind, configured) : rowsOfClusters(kind, parts));
      lists.set(kind, rows);
      return rows;
    },
  };
}

async function configuredBy(
  store: ConfigStore,
  objects: readonly StoredObject[],
  facts: MeshFacts,
  suppress: readonly SuppressRule[],
): Promise<Configured> {
  // Several clusters are judged one by one: here nothing is said of them together.
  const { findings } =
    store.clusters === undefined ? await loadFindings({ store, suppress }) : { findings: [] };
  return { inventory: inventoryOf(objects), facts, findings: new FindingCounts(findings) };
}

/** What each cluster holds by itself; null where there is only one. Those that do not answer are told by the store's gaps. */
async function clusterParts(
  { clusters }: ConfigStore,
  facts: MeshFacts,
  suppress: readonly SuppressRule[],
): Promise<readonly ClusterConfigured[] | null> {
  if (clusters === undefined) return null;
  const parts = await Promise.allSettled(
    clusters.map(async ({ name, store }): Promise<ClusterConfigured> => {
      const { objects } = await store.list();
      const here = <T extends { readonly cluster: string | null }>(all: readonly T[]) =>
        all.filter(({ cluster }) => cluster === name);
      const own = {
        workloads: here(facts.workloads),
        services: here(facts.services),
        serviceEntries: here(facts.serviceEntries),
      };
      const its = objects.filter(({ id }) => id.cluster === undefined);
      return { cluster: name, ...(await configuredBy(store, its, own, suppress)) };
    }),
  );
  return parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
}
