/** A rule of request routing in a form: alternatives of conditions, and destinations with weights. */
import { z } from 'zod';
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { destinationSchema, destinationState, destinationValue } from './destination';
import { actionWords } from './rule-words';
import { type Condition, conditionMap, conditionSchema, conditionsOf } from './string-condition';

/** `from` = place in the stored object, from which everything comes that the form does not hold; null = new. */
const from = z.number().int().min(0).nullable();

export const matchSchema = z.object({
  from,
  path: z.object({ kind: z.enum(['any', 'exact', 'prefix', 'regex']), value: z.string() }),
  /** Empty = every method. */
  method: z.string(),
  headers: z.array(conditionSchema),
  query: z.array(conditionSchema),
});
export type MatchState = z.infer<typeof matchSchema>;

export const weightedSchema = destinationSchema.extend({ from, weight: z.number().nullable() });
export type WeightedState = z.infer<typeof weightedSchema>;

export const ruleSchema = z.object({
  from,
  name: z.string(),
  matches: z.array(matchSchema),
  destinations: z.array(weightedSchema),
  /** What it does in place of sending on, which stays: "redirected". Null for rules with destinations. */
  instead: z.string().nullable(),
});
export type RuleState = z.infer<typeof ruleSchema>;

export function ruleState(rule: Fields, index: number): RuleState {
  const destinations = fieldsListAt(rule, 'route');
  return {
    from: index,
    name: textAt(rule, 'name') ?? '',
    matches: fieldsListAt(rule, 'match').map(matchState),
    destinations: destinations.map((entry, at) => ({
      from: at,
      ...destinationState(fieldsAt(entry, 'destination')),
      weight: numberAt(entry, 'weight'),
    })),
    instead: destinations.length === 0 ? actionWords(rule) : null,
  };
}

function matchState(match: Fields, index: number): MatchState {
  return {
    from: index,
    path: pathOf(fieldsAt(match, 'uri')),
    method: textAt(fieldsAt(match, 'method'), 'exact') ?? '',
    headers: conditionsOf(fieldsAt(match, 'headers')),
    query: conditionsOf(fieldsAt(match, 'queryParams')),
  };
}

function pathOf(uri: Fields): MatchState['path'] {
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const value = textAt(uri, kind);
    if (value !== null) return { kind, value };
  }
  return { kind: 'any', value: '' };
}

/** The rule as it would be. `stored` = the rules of the object. */
export function ruleValue(rule: RuleState, stored: readonly Fields[]): Fields {
  const before = (rule.from === null ? undefined : stored[rule.from]) ?? {};
  const { name: _, match: __, route: ___, ...rest } = before;
  const matches = fieldsListAt(before, 'match');
  const route = fieldsListAt(before, 'route');
  return {
    name: rule.name || undefined,
    match: rule.matches.length === 0 ? undefined : rule.matches.map((match) => matchValue(match, matches)),
    ...rest,
    route:
      rule.instead === null ? rule.destinations.map((entry) => weightedValue(entry, route)) : before.route,
  };
}

function matchValue(match: MatchState, stored: readonly Fields[]): Fields {
  const before = (match.from === null ? undefined : stored[match.from]) ?? {};
  const shown = matchState(before, 0);
  const { uri, method, headers: _, queryParams: __, ...rest } = before;
  const isSamePath = JSON.stringify(shown.path) === JSON.stringify(match.path);
  return {
    uri: isSamePath ? uri : pathValue(match.path),
    // A condition on the method that is no plain one is not shown, and stays.
    method: shown.method === match.method ? method : methodValue(match.method),
    headers: conditionMap(match.headers, fieldsAt(before, 'headers')),
    queryParams: conditionMap(match.query, fieldsAt(before, 'queryParams')),
    ...rest,
  };
}

function pathValue({ kind, value }: MatchState['path']): Fields | undefined {
  return kind === 'any' ? undefined : { [kind]: value };
}

function methodValue(method: string): Fields | undefined {
  return method === '' ? undefined : { exact: method };
}

function weightedValue(entry: WeightedState, stored: readonly Fields[]): Fields {
  const before = (entry.from === null ? undefined : stored[entry.from]) ?? {};
  const { destination: _, weight: __, ...rest } = before;
  return {
    destination: destinationValue(fieldsAt(before, 'destination'), entry),
    weight: entry.weight ?? undefined,
    ...rest,
  };
}

export function emptyMatch(): MatchState {
  return { from: null, path: { kind: 'prefix', value: '/' }, method: '', headers: [], query: [] };
}

export function matchText({ path, method, headers, query }: MatchState): string {
  const parts = [
    method,
    pathText(path),
    ...headers.map(conditionText),
    ...query.map((condition) => `query ${conditionText(condition)}`),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'every request' : parts.join(' and ');
}

function pathText({ kind, value }: MatchState['path']): string {
  if (kind === 'any') return '';
  if (kind === 'regex') return `a path like ${value}`;
  return kind === 'exact' ? `path ${value}` : `paths that begin with ${value}`;
}

function conditionText({ name, kind, value }: Condition): string {
  if (kind === 'present') return `${name} is there`;
  if (kind === 'cookie') return `cookie ${name} is ${value}`;
  if (kind === 'regex') return `${name} is like ${value}`;
  return kind === 'exact' ? `${name} is ${value}` : `${name} begins with ${value}`;
}
