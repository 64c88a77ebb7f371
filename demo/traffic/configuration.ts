/** The demo's folder of YAML as the objects that route simulation reads. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { StoredObject } from '@/lib/config/store';

/** A Kubernetes object as it stands in YAML. */
export type ObjectValue = Readonly<Record<string, unknown>>;

/**
 * All objects of the folder and of those below it, in the order of their files' names. Documents that are no
 * objects are left out. A file that is no YAML is given to `unreadable` and counts as empty.
 */
export function readFolder(
  folder: string,
  unreadable: (file: string, reason: string) => void = () => {},
): readonly ObjectValue[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  return files.flatMap((name) => {
    try {
      return loadAll(readFileSync(join(folder, name), 'utf8')).filter(isObject);
    } catch (error) {
      unreadable(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
      return [];
    }
  });
}

function isObject(value: unknown): value is ObjectValue {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;
}

/** Changes exactly when the meaning of the objects does; comments and order of fields as written do not matter. */
export function objectsHash(objects: readonly ObjectValue[]): string {
  return createHash('sha256').update(JSON.stringify(objects)).digest('hex').slice(0, 16);
}

/** The objects as a configuration store would give them. */
export function asStored(objects: readonly ObjectValue[]): readonly StoredObject[] {
  return objects.map((value) => {
    const apiVersion = text(value.apiVersion) ?? 'v1';
    const metadata = isRecord(value.metadata) ? value.metadata : {};
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    const kind = text(value.kind) ?? '';
    const clusterScoped = kind === 'Namespace' || kind === 'GatewayClass';
    const namespace = clusterScoped ? null : (text(metadata.namespace) ?? 'default');
    const name = text(metadata.name) ?? '';
    return { id: { group, kind, namespace, name }, apiVersion, text: '', version: '', value, origin: 'demo' };
  });
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
