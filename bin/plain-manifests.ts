/** Writes deploy/kubernetes from the chart; builds Helm first where it is not there yet. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHelm } from '@/e2e/servers/helm/build';
import { plainManifests } from './chart/plain-manifests';

const built = await buildHelm();
if (built.kind !== 'built') throw new Error(built.reason);
for (const [name, text] of plainManifests()) {
  writeFileSync(join('deploy', 'kubernetes', name), text);
  console.log(join('deploy', 'kubernetes', name));
}
