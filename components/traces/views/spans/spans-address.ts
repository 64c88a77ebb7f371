/** How the spans table stands in an address. */
import { createParser, parseAsStringLiteral } from 'nuqs';
import { sortParser } from '@/components/traces/views/sort-order';
import { parseConditions, type SpanCondition, writeConditions } from '@/lib/traces/span-groups/conditions';
import { type GroupKey, groupKeyOf } from '@/lib/traces/span-groups/group-key';

export const groupKeyParser = createParser<GroupKey>({ parse: groupKeyOf, serialize: (key) => key });

const conditionsParser = createParser<SpanCondition[]>({
  parse: parseConditions,
  serialize: writeConditions,
  eq: (a, b) => writeConditions(a) === writeConditions(b),
});

export const spansParsers = {
  /** All must hold. */
  spansOf: conditionsParser.withDefault([]),
  spansOnly: parseAsStringLiteral(['all', 'failed', 'matches'] as const).withDefault('all'),
  spansSort: sortParser.withDefault({ column: 'start', descending: false }),
};
