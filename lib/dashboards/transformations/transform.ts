/** A panel's transformations over its frames, in order. */
import type { Frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { calculateField } from './calculate-field';
import { filterFieldsByName, organize, renameByRegex } from './fields';
import { filterByValue } from './filter-by-value';
import { groupBy } from './group-by';
import { joinByField } from './join-by-field';
import { labelsToFields } from './labels-to-fields';
import { merge } from './merge';
import { reduceFrames } from './reduce-frames';
import { limit, sortBy } from './rows';

export function transform(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
): readonly Frame[] {
  return transformations.reduce<readonly Frame[]>(apply, frames);
}

function apply(frames: readonly Frame[], transformation: Transformation): readonly Frame[] {
  switch (transformation.id) {
    case 'organize':
      return frames.map((frame) => organize(frame, transformation));
    case 'merge':
      return merge(frames);
    case 'joinByField':
      return joinByField(frames, transformation);
    case 'groupBy':
      return frames.map((frame) => groupBy(frame, transformation));
    case 'calculateField':
      return frames.map((frame) => calculateField(frame, transformation));
    case 'sortBy':
      return frames.map((frame) => sortBy(frame, transformation));
    case 'labelsToFields':
      return labelsToFields(frames, transformation);
    case 'filterByValue':
      return frames.map((frame) => filterByValue(frame, transformation));
    case 'filterFieldsByName':
      return frames
        .map((frame) => filterFieldsByName(frame, transformation))
        .filter(({ fields }) => fields.length > 0);
    case 'renameByRegex':
      return frames.map((frame) => renameByRegex(frame, transformation));
    case 'reduce':
      return reduceFrames(frames, transformation);
    case 'limit':
      return frames.map((frame) => limit(frame, transformation.limit));
  }
}
