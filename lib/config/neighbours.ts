/** The objects around one: what it refers to, who refers to it, what it selects, whose traffic it rules. */
import type { Assessment, ReferenceAnswer } from './contract';
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import { type Reference, referencesFrom, referencesTo } from './references';
import { selectedWorkloads } from './selection';
import type { MeshView } from './simulation/mesh-view';
import type { MeshService } from './simulation/read/service';
import type { MeshWorkload } from './simulation/read/workload';
import { labelsInclude } from './simulation/source-filter';
import type { ObjectId, StoredObject } from './store';
import { workloadId } from './workload-id';

/** Of a policy for a whole mesh there may be thousands; more than these nobody reads. */
const MOST = 50;

/** `objects` with `object` among them; `settings` = the object that holds the settings of the mesh. */
export function neighbours(
  object: StoredObject,
  objects: readonly StoredObject[],
  view: MeshView,
  settings: ObjectId | null,
): NonNullable<Assessment['references']> {
  const stored = new Set(objects.map(({ id }) => objectKey(id)));
  const mesh = { view, stored, settings };
  const to = referencesFrom(object, mesh).filter(({ isSelected }) => !isSelected);
  const { workloads } = selectedWorkloads(view, object);
  return {
    to: to.map(referenceAnswer),
    by: referencesTo(object.id, objects, mesh).map(referenceAnswer),
    selects: {
      workloads: workloads
        .slice(0, MOST)
        .map((workload) => ({ id: workloadId(workload), pods: workload.replicas })),
      total: workloads.length,
      pods: workloads.reduce((sum, { replicas }) => sum + replicas, 0),
    },
    rules: ruledServices(object, view, to, workloads)
      .slice(0, MOST)
      .map(({ namespace, name, host }) => ({ namespace, name, host })),
  };
}

function referenceAnswer({ id, exists }: Reference): ReferenceAnswer {
  return { id, exists, isMeshKind: meshKind(id.group, id.kind) !== null };
}

/** Those that it names, those that it declares, and those before the workloads that it selects. */
function ruledServices(
  object: StoredObject,
  view: MeshView,
  to: readonly Reference[],
  workloads: readonly MeshWorkload[],
): readonly MeshService[] {
  const named = new Set([objectKey(object.id), ...to.map(({ id }) => objectKey(id))]);
  // A gateway's own pods are behind a service that all of its hosts share.
  const chosen = object.id.kind === 'DestinationRule' ? [] : workloads;
  return view.services.filter(
    (service) =>
      named.has(objectKey(service.id)) ||
      chosen.some(
        ({ namespace, labels }) =>
          namespace === service.namespace &&
          service.endpoints.kind === 'selector' &&
          labelsInclude(labels, service.endpoints.labels),
      ),
  );
}
