/**
 * Judges the mesh as it is stored: here, or in the thread for large texts where one of its objects is so large that
 * everybody else would wait.
 */
import { appliesTo } from './applies';
import { assessThread } from './assess-thread/thread';
import type { ConfigSource } from './config-source';
import { allFindings } from './findings/all-findings';
import type { FindingAnswer } from './findings/contract';
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import { holdsLargeText } from './large-object';
import { liveAnalysis } from './live-analysis';
import { meshConfigOf } from './mesh-config/find-mesh-config';
import { meshView } from './simulation/mesh-view';
import type { StoredObject } from './store';
import { type ObjectStatus, statusesOf } from './stored-problems';

/** How each object of the mesh kinds stands, by `objectKey`. */
export async function meshStatuses(
  { store, suppress }: ConfigSource,
  objects: readonly StoredObject[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ObjectStatus>> {
  if (holdsLargeText(objects)) return assessThread().statuses({ objects, suppress }, signal);
  return statusesOf(objects, liveAnalysis(store).follow(objects, suppress));
}

/** The line that a list shows for each object that is too large to be read for it here, by `objectKey`. */
export async function largeSummaries(
  objects: readonly StoredObject[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  return holdsLargeText(objects) ? assessThread().summaries(objects, signal) : new Map();
}

/** Those of the mesh kinds that rule what happens to a service. */
export async function rulingObjects(
  objects: readonly StoredObject[],
  { namespace, service }: { readonly namespace: string; readonly service: string },
  signal?: AbortSignal,
): Promise<readonly StoredObject[]> {
  const ofMesh = objects.filter((object) => meshKind(object.id.group, object.id.kind) !== null);
  if (!holdsLargeText(ofMesh))
    return appliesTo(ofMesh, meshView(objects, meshConfigOf(objects).config), namespace, service);
  const keys = await assessThread().applying(objects, { namespace, service }, signal);
  return ofMesh.filter(({ id }) => keys.has(objectKey(id)));
}

/** Everything that is said against the objects, in no order. */
export async function meshFindings(
  { store, suppress }: ConfigSource,
  objects: readonly StoredObject[],
  signal?: AbortSignal,
): Promise<readonly FindingAnswer[]> {
  if (holdsLargeText(objects)) return assessThread().findings({ objects, suppress }, signal);
  return allFindings(objects, liveAnalysis(store).follow(objects, suppress));
}
