/**
 * Values without quotes that the API server reads as something else than they look like: `on` is true, `0777` is 511.
 * Only where a rule of the mesh could be another one than was meant.
 */
import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE_PLAIN } from 'js-yaml';
import type { z } from 'zod';
import { MAX_DEPTH } from '@/lib/config/yaml/limits';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { booleanOf, integerOf, isDisguisedBoolean, isDisguisedInteger } from '@/lib/config/yaml/scalars';
import { type ParsedText, valueAt } from './move-field';
import { problemAt } from './problem-at';
import { schemaAt } from './schema-fields';

const AT_MOST = 50;

/** `model` tells where a boolean is wanted; null = nothing is known of the kind. */
export function disguisedValues(parsed: ParsedText, model: z.ZodType | null): readonly TextProblem[] {
  const { text, positions } = parsed;
  const problems: TextProblem[] = [];
  for (const event of parseEvents(text, { maxDepth: MAX_DEPTH })) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE_PLAIN || event.tagStart >= 0) continue;
    const written = getScalarValue(text, event);
    const isBoolean = isDisguisedBoolean(written);
    if (!isBoolean && !isDisguisedInteger(written)) continue;
    const path = positions.pathAt(event.valueStart);
    // A key, or something that stands for another value, such as the text of a tag.
    if (positions.at(path)?.valueFrom !== event.valueStart || valueAt(parsed.value, path) === written)
      continue;
    const read = String(isBoolean ? booleanOf(written) : integerOf(written));
    const wantsIt = wants(model, path) === (isBoolean ? 'boolean' : 'number');
    const insert = wantsIt ? read : `"${written}"`;
    const advice = wantsIt ? `write ${read}` : 'put it in quotes if the text is meant';
    problems.push(
      problemAt(parsed, 'PER0992', path, `${written} without quotes is read as ${read}; ${advice}`, {
        fix: {
          label: wantsIt ? `Write ${read}` : 'Put in quotes',
          edits: [{ from: event.valueStart, to: event.valueEnd, insert }],
        },
      }),
    );
    if (problems.length >= AT_MOST) break;
  }
  return problems;
}

function wants(model: z.ZodType | null, path: readonly (string | number)[]): string | null {
  return model === null ? null : (schemaAt(model, path)?.def.type ?? null);
}
