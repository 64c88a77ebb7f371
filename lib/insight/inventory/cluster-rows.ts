/** Rows of several clusters: each cluster's own, and of namespaces, which are the same everywhere, one for all. */
import { sumReplicas } from '@/lib/inventory/workloads';
import { type BaseRow, baseRows, type Configured } from './base-rows';
import { planeOfAll } from './plane';
import type { InventoryKind } from './vocabulary';

export interface ClusterConfigured extends Configured {
  readonly cluster: string;
}

export function rowsOfClusters(
  kind: InventoryKind,
  clusters: readonly ClusterConfigured[],
): readonly BaseRow[] {
  const rows = clusters.flatMap((configured) =>
    baseRows(kind, configured).map((row) => ({
      ...row,
      cluster: configured.cluster,
      id: `${configured.cluster}/${row.key}`,
    })),
  );
  if (kind !== 'namespaces') return rows;
  const byName = new Map<string, BaseRow[]>();
  for (const row of rows) byName.set(row.key, [...(byName.get(row.key) ?? []), row]);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [oneNamespace(first, same)];
  });
}

/** A namespace of one name is one namespace in all clusters of a mesh, and holds what each of them holds. */
function oneNamespace(first: BaseRow, same: readonly BaseRow[]): BaseRow {
  const held = same.flatMap(({ holds }) => holds ?? []);
  const sum = (of: (one: NonNullable<BaseRow['holds']>) => number) =>
    held.reduce((total, one) => total + of(one), 0);
  return {
    ...first,
    cluster: null,
    clusters: same.flatMap(({ cluster }) => cluster ?? []),
    id: `/${first.key}`,
    plane: planeOfAll(same.map(({ plane }) => plane)),
    replicas: sumReplicas(same.map(({ replicas }) => replicas)),
    holds:
      first.holds === null
        ? null
        : {
            ...first.holds,
            workloads: sum(({ workloads }) => workloads),
            services: sum(({ services }) => services),
          },
    findings: same.reduce<BaseRow['findings']>(
      (all, { findings }) =>
        findings === null || all === null
          ? (all ?? findings)
          : { errors: all.errors + findings.errors, warnings: all.warnings + findings.warnings },
      null,
    ),
  };
}
