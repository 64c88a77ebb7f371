/** Sums told apart by the cluster that was called. */
import 'server-only';
import { type Expression, quoted, sumBy } from '@/lib/prometheus/promql';
import { type CountedOnce, countedOnce } from './counted-once';
import { UNKNOWN } from './labels';

/** Holds the cluster in what `countedByCluster` gives. */
export const CALLED_CLUSTER = 'destination_cluster';

const CALLER = 'source_cluster';
const BOTH = 'periplus_clusters';

/**
 * As `countedOnce`, by the cluster too. A request that reached nobody names none: it is then the caller's, as in
 * flows.ts, so that these sums are of the same requests as the rows and nodes beside them.
 */
export function countedByCluster(wanted: CountedOnce): Expression {
  const by = [...wanted.by, CALLED_CLUSTER];
  const sums = countedOnce({ ...wanted, by: [...by, CALLER] });
  const both = `label_join(${sums}, ${quoted(BOTH)}, ";", ${quoted(CALLED_CLUSTER)}, ${quoted(CALLER)})`;
  const named = `label_replace(${both}, ${quoted(CALLED_CLUSTER)}, "$1", ${quoted(BOTH)}, ${quoted(`(?:|${UNKNOWN});(.*)`)})`;
  return sumBy(by, named);
}
