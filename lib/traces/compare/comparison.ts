/** All that the page of two traces shows, reckoned in one go beside the page. Plain data; nanoseconds. */
import { type Alignment, alignTraces } from './align';
import { type RepeatedDifference, repeatedDifferences } from './attribute-differences';
import { type ComparedTrace, type PartDifference, partDifferences } from './explain';

export interface TraceComparison {
  readonly alignment: Alignment;
  /** What explains most first; each list adds up to the difference of the critical paths. */
  readonly operations: readonly PartDifference[];
  readonly services: readonly PartDifference[];
  readonly attributes: readonly RepeatedDifference[];
}

export function compareTraces(a: ComparedTrace, b: ComparedTrace): TraceComparison {
  const alignment = alignTraces(a.trace, b.trace);
  return {
    alignment,
    operations: partDifferences(a, b, alignment, 'operation'),
    services: partDifferences(a, b, alignment, 'service'),
    attributes: repeatedDifferences(a.trace, b.trace, alignment),
  };
}
