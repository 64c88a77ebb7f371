/** Fields that Istio still takes and asks not to use any more. */
import type { z } from 'zod';
import { fieldNote } from '@/lib/config/model/field';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { ParsedText } from './move-field';
import { problemAt } from './problem-at';
import { entrySchema } from './schema-fields';

export function deprecatedProblems(parsed: ParsedText, model: z.ZodType): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const visit = (value: unknown, schema: z.ZodType, path: ObjectPath) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      const part = Array.isArray(value) ? Number(key) : key;
      const own = entrySchema(schema, part);
      if (own === null || entry === null) continue;
      const at = [...path, part];
      const instead = typeof part === 'string' ? fieldNote(own)?.facts.deprecated : undefined;
      if (instead !== undefined) {
        problems.push(
          problemAt(parsed, 'PER0019', at, `${part} is deprecated: ${instead}.`, { atKey: true }),
        );
      }
      visit(entry, own, at);
    }
  };
  visit(parsed.value, model, []);
  return problems;
}
