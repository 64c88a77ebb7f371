/**
 * Tells whether kept data still belongs to this demo: counters of another world, or of other rules, would jump where
 * the old ones end. The sources themselves are hashed, so that no change can be forgotten.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');
const FOLDERS = ['demo/world', 'demo/traffic', 'lib/config/simulation'];

let known: string | null = null;

/** The same for the whole life of the process. */
export function worldHash(): string {
  known ??= hashSources();
  return known;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('sample-mesh.ts'),
      )
      .sort();
    for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(repository, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
