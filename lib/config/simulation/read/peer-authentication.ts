/**
 * PeerAuthentication as the simulation uses it.
 * https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
import type { StoredObject } from '@/lib/config/store';
import { fieldsAt, isFields, textAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';
import { readSelector } from './target-reference';

export type MtlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

export interface PeerAuthentication extends ObjectMetadata {
  /** Null or empty = the whole namespace (the whole mesh in the root namespace). */
  readonly selector: Readonly<Record<string, string>> | null;
  /** Null = unset, what the wider policy says. */
  readonly mode: MtlsMode | null;
  /** By container port; null = unset, the workload's mode. */
  readonly ports: ReadonlyMap<number, MtlsMode | null>;
}

export function readPeerAuthentication(object: StoredObject): PeerAuthentication {
  const spec = fieldsAt(object.value, 'spec');
  const selector = readSelector(spec);
  const ports = new Map<number, MtlsMode | null>();
  for (const [port, entry] of Object.entries(fieldsAt(spec, 'portLevelMtls'))) {
    if (isFields(entry)) ports.set(Number(port), readMode(textAt(entry, 'mode')));
  }
  return {
    ...readMetadata(object),
    selector: selector !== null && Object.keys(selector).length === 0 ? null : selector,
    mode: readMode(textAt(fieldsAt(spec, 'mtls'), 'mode')),
    ports,
  };
}

function readMode(text: string | null): MtlsMode | null {
  return text === 'DISABLE' || text === 'PERMISSIVE' || text === 'STRICT' ? text : null;
}
