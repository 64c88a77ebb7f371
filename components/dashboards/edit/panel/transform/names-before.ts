/** Which fields and labels there are when a step begins. Pure. */
import { type Frame, fieldTitle } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { transform } from '@/lib/dashboards/transformations/transform';

export interface KnownNames {
  /** As people read them, each once, in their order. */
  readonly fields: readonly string[];
  readonly labels: readonly string[];
}

/** `at`: index of the step. Where a step before it cannot be done, of the answers as they came. */
export function namesBefore(
  raw: readonly Frame[],
  transformations: readonly Transformation[],
  at: number,
): KnownNames {
  const fields = before(raw, transformations, at).flatMap((frame) => frame.fields);
  return {
    fields: [...new Set(fields.map(fieldTitle))],
    labels: [...new Set(fields.flatMap(({ labels }) => Object.keys(labels)))],
  };
}

function before(raw: readonly Frame[], transformations: readonly Transformation[], at: number) {
  try {
    return transform(raw, transformations.slice(0, at));
  } catch {
    return raw;
  }
}
