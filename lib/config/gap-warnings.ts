/** What is missing from a store, as the warnings of an answer. Kinds that a cluster does not have are no shortcoming. */
import type { Warning } from '@/lib/mesh/fault';
import { GAP } from '@/lib/mesh/warning-codes';
import { meshKind } from './kind-lookup';
import type { ConfigGap } from './store';

/** Only about kinds of the mesh, which is what lists of configuration show. */
export function gapWarnings(gaps: readonly ConfigGap[] = []): Warning[] {
  return gaps
    .filter(({ reason, kinds }) => {
      return reason !== 'not-installed' && kinds.some(({ group, kind }) => meshKind(group, kind) !== null);
    })
    .map(({ reason, message }) => ({
      source: 'kubernetes',
      // What the reader may not see stays so, and is no failure.
      code: reason === 'forbidden' ? GAP : 'partial',
      message,
    }));
}
