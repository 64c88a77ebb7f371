/** The group that the server told of, as the page reckons with it. */
import type { TraceGroup } from './group';
import type { TraceGroupAnswer } from './group-contract';

/** The group that an answer tells of; ranks within it are right to half a per cent. */
export function readGroup(answer: TraceGroupAnswer): TraceGroup {
  return {
    size: answer.size,
    durationsNs: answer.durationsNs,
    meanPathNs: answer.meanPathNs,
    places: new Map(answer.places.map(({ key, spans, ...place }) => [key, { ...place, counts: [spans] }])),
  };
}
