/** The cluster's schema for the object that a text describes, where a cluster is connected and has one. */
import type { SchemaPort } from './port';
import type { StructuralSchema } from './structural-schema';

const API_VERSION = /^apiVersion:[ \t]*["']?([a-z0-9.-]+)\/(v[a-z0-9]+)["']?[ \t]*(?:#.*)?$/m;
const KIND = /^kind:[ \t]*["']?([A-Za-z0-9]+)["']?[ \t]*(?:#.*)?$/m;

/**
 * Null where there is none, or it cannot be read now: then our own model is asked, and the cluster itself when it is
 * to save. The text is not parsed: one that says who it is in another way than people write it is checked by our model.
 */
export async function schemaOfText(
  port: SchemaPort | null | undefined,
  text: string,
  signal?: AbortSignal,
): Promise<StructuralSchema | null> {
  const [, group, version] = API_VERSION.exec(text) ?? [];
  const kind = KIND.exec(text)?.[1];
  if (port == null || group === undefined || version === undefined || kind === undefined) return null;
  try {
    return (await port.schemaOf({ group, version, kind }, signal))?.schema ?? null;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}
