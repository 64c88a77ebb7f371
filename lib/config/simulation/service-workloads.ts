/** The workloads behind a service, found once per view. */
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { Subset } from './read/destination-rule';
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';
import { labelsInclude } from './source-filter';

interface Known {
  readonly all: readonly MeshWorkload[];
  readonly bySubset: Map<Subset, readonly MeshWorkload[]>;
}

const known = perView(() => new Map<MeshService, Known>());

/** Those that run (replicas > 0), of one subset where one is named. */
export function workloadsBehind(
  view: MeshView,
  service: MeshService,
  subset: Subset | null = null,
): readonly MeshWorkload[] {
  const ofView = known(view);
  let own = ofView.get(service);
  if (own === undefined) {
    own = { all: selected(view, service).filter((workload) => workload.replicas > 0), bySubset: new Map() };
    ofView.set(service, own);
  }
  if (subset === null) return own.all;
  let chosen = own.bySubset.get(subset);
  if (chosen === undefined) {
    chosen = own.all.filter((workload) => labelsInclude(workload.labels, subset.labels));
    own.bySubset.set(subset, chosen);
  }
  return chosen;
}

function selected(view: MeshView, service: MeshService): readonly MeshWorkload[] {
  const source = service.endpoints;
  if (source.kind === 'listed') return source.workloads;
  if (source.kind !== 'selector') return [];
  return (view.workloadsByNamespace.get(service.namespace) ?? []).filter((workload) =>
    labelsInclude(workload.labels, source.labels),
  );
}
