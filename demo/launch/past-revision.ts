/**
 * The change in the demo's past as the folder's own record would have kept it, so that the timeline knows who made it
 * and what it was. Written once, beside manifests that have no record yet.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY, CANARY_GREW, WEIGHTS_BEFORE } from '@/demo/traffic/past';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { HISTORY_FOLDER, writeKnown, writeRevisions } from '@/lib/manifests/revision-files';
import { createManifestStore } from '@/lib/manifests/store';

const CHANGED: ObjectId = { group: 'networking.istio.io', kind: 'VirtualService', ...CANARY };
const AUTHOR = 'admin';

/** `sinceSeconds`: from when on changes count as seen. Both instants are Unix seconds. */
export async function keepPastRevision(
  manifests: string,
  sinceSeconds: number,
  nowSeconds: number,
): Promise<void> {
  if (existsSync(join(manifests, HISTORY_FOLDER))) return;
  // Read only, so that it begins no record of its own.
  const { objects } = await createManifestStore({ folder: manifests, readOnly: true }).list();
  const after = objects.find(({ id }) => objectKey(id) === objectKey(CHANGED))?.text;
  const before = after === undefined ? null : withFormerWeights(after);
  if (after === undefined || before === null) return;
  const known = new Map(objects.map(({ id, version, text }) => [objectKey(id), { version, text }]));
  await writeKnown(manifests, sinceSeconds, known);
  await writeRevisions(manifests, [
    { id: CHANGED, atSeconds: nowSeconds - CANARY_GREW, before, after, change: 'changed', author: AUTHOR },
  ]);
}

/** null where the text was edited and holds other weights than those of one route to two versions. */
function withFormerWeights(text: string): string | null {
  const weights = text.match(/^\s+weight: \d+$/gm) ?? [];
  if (weights.length !== WEIGHTS_BEFORE.length) return null;
  let place = 0;
  return text.replace(/^(\s+weight: )\d+$/gm, (_line, lead: string) => `${lead}${WEIGHTS_BEFORE[place++]}`);
}
