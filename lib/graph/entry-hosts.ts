/** The hosts that a ServiceEntry's node stands for: only configuration knows them. */
import type { ChartSubject } from './chart-subject';
import { parseNodeId, type ServiceEntryIdentity } from './identity';
import type { MeshFactsPort } from './mesh-facts';
import { indexOf } from './passes/facts-index';

/** Empty = the entry is not known (any more). */
export type EntryHosts = (entry: ServiceEntryIdentity) => readonly string[];

/** Asks for configuration only where the subject is, or begins or ends at, such a node. Throws the store's `Fault`. */
export async function entryHostsFor(
  { node, source, target }: ChartSubject,
  meshFacts: MeshFactsPort | null,
  signal?: AbortSignal,
): Promise<EntryHosts> {
  const ids = [node, source, target].filter((id) => id !== undefined);
  if (meshFacts === null || !ids.some((id) => parseNodeId(id)?.kind === 'serviceEntry')) return () => [];
  const index = indexOf(await meshFacts.facts(signal));
  return (entry) => index.entryByName(entry)?.hosts ?? [];
}
