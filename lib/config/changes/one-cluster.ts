/**
 * A change set is about one cluster. Its order of writes keeps every proxy of one control plane supplied; nothing orders
 * what several control planes hand out, and when the second API server goes away in the middle nobody could put back
 * what the first has handed out already.
 */
import { objectName } from '@/lib/config/identity';
import { Fault } from '@/lib/mesh/fault';
import type { Change } from './change';

/**
 * The changes as the store of `cluster` takes them, whose ids name none; null = there is only one, or none. Throws
 * `bad-request` where an object of another cluster is among them.
 */
export function changesOfOneCluster(changes: readonly Change[], cluster: string | null): readonly Change[] {
  const other = changes.find(({ id }) => id.cluster !== undefined && id.cluster !== cluster);
  if (other !== undefined) {
    const here = cluster === null ? 'the one that is connected' : cluster;
    throw new Fault(
      'bad-request',
      `A change set is about one cluster, here ${here}, and not about ${objectName(other.id)}.`,
      { hint: 'Nothing was changed. Choose that cluster in the top bar and save what belongs to it there.' },
    );
  }
  return changes.map(({ id: { cluster: _, ...id }, ...change }) => ({ ...change, id }));
}
