/** A mesh from one text of YAML documents, for tests and for checks over files. */
import { storedObjects } from '@/lib/config/stored-objects';
import { type MeshSettings, type MeshView, meshView } from './mesh-view';

/** Throws an Error that names the first document that cannot be read. */
export function viewFromYaml(yaml: string, settings: Partial<MeshSettings> = {}): MeshView {
  const { placed, unreadable } = storedObjects(yaml, 'text', () => '');
  const first = unreadable[0];
  if (first !== undefined) throw new Error(`line ${first.line}: ${first.message}`);
  return meshView(
    placed.map((entry) => entry.object),
    settings,
  );
}
