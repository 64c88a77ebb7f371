/** Rules of an AuthorizationPolicy in the form: callers, requests and conditions, each with what it leaves out. */
import { z } from 'zod';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import { filled, keptFields, pruned } from './form-object';

/** Fields of `from[].source`, each a list of texts; the second of a pair leaves out what the first takes. */
export const SOURCE_FIELDS = [
  ['principals', 'notPrincipals'],
  ['namespaces', 'notNamespaces'],
  ['serviceAccounts', 'notServiceAccounts'],
  ['requestPrincipals', 'notRequestPrincipals'],
  ['ipBlocks', 'notIpBlocks'],
  ['remoteIpBlocks', 'notRemoteIpBlocks'],
] as const;
/** The same of `to[].operation`. */
export const OPERATION_FIELDS = [
  ['methods', 'notMethods'],
  ['paths', 'notPaths'],
  ['hosts', 'notHosts'],
  ['ports', 'notPorts'],
] as const;

const texts = z.array(z.string());
/** Place in the stored list, from which comes what the form does not know; null = new. */
const from = z.number().int().min(0).nullable();

const sourceSchema = z.object({
  from,
  principals: texts,
  notPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});
const operationSchema = z.object({
  from,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
});
const conditionSchema = z.object({ from, key: z.string(), values: texts, notValues: texts });

export const ruleSchema = z.object({
  from,
  sources: z.array(sourceSchema),
  operations: z.array(operationSchema),
  conditions: z.array(conditionSchema),
});
export type AuthorizationRule = z.infer<typeof ruleSchema>;
export type AuthorizationSource = AuthorizationRule['sources'][number];
export type AuthorizationOperation = AuthorizationRule['operations'][number];
export type AuthorizationCondition = AuthorizationRule['conditions'][number];

export const NO_SOURCE: AuthorizationSource = { from: null, ...textLists({}, SOURCE_FIELDS.flat()) };
export const NO_OPERATION: AuthorizationOperation = { from: null, ...textLists({}, OPERATION_FIELDS.flat()) };
export const NO_CONDITION: AuthorizationCondition = { from: null, key: '', values: [], notValues: [] };

function textLists<K extends string>(fields: Fields, names: readonly K[]): Record<K, string[]> {
  return Object.fromEntries(names.map((name) => [name, [...textsAt(fields, name)]])) as Record<K, string[]>;
}

export function ruleOf(rule: Fields, index: number): AuthorizationRule {
  return {
    from: index,
    sources: fieldsListAt(rule, 'from').map((entry, at) => ({
      from: at,
      ...textLists(fieldsAt(entry, 'source'), SOURCE_FIELDS.flat()),
    })),
    operations: fieldsListAt(rule, 'to').map((entry, at) => ({
      from: at,
      ...textLists(fieldsAt(entry, 'operation'), OPERATION_FIELDS.flat()),
    })),
    conditions: fieldsListAt(rule, 'when').map((entry, at) => ({
      from: at,
      key: textAt(entry, 'key') ?? '',
      ...textLists(entry, ['values', 'notValues']),
    })),
  };
}

/** Fields that no version of the API has today, or that are misspelt. */
export function keptOfRules(spec: Fields): readonly string[] {
  return fieldsListAt(spec, 'rules').flatMap((rule, index) => {
    const at = `spec.rules[${index}]`;
    const inner = (key: 'from' | 'to', name: 'source' | 'operation', known: readonly string[]) =>
      fieldsListAt(rule, key).flatMap((entry, place) =>
        keptFields(fieldsAt(entry, name), known, `${at}.${key}[${place}].${name}`),
      );
    return [
      ...keptFields(rule, ['from', 'to', 'when'], at),
      ...inner('from', 'source', SOURCE_FIELDS.flat()),
      ...inner('to', 'operation', OPERATION_FIELDS.flat()),
    ];
  });
}

function written(before: Fields, lists: Readonly<Record<string, readonly string[]>>): Fields {
  const given = Object.entries(lists).map(([name, list]) => {
    const texts = list.filter((text) => text !== '');
    return [name, texts.length === 0 && isEmptyList(before[name]) ? before[name] : filled(texts)];
  });
  return pruned({ ...before, ...Object.fromEntries(given) });
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function placed(stored: readonly Fields[], at: number | null): Fields {
  return (at === null ? undefined : stored[at]) ?? {};
}

/** An entry that says nothing would mean everybody, so a new one is left out. */
function entries(
  stored: readonly Fields[],
  key: 'source' | 'operation',
  rows: readonly (AuthorizationSource | AuthorizationOperation)[],
): readonly Fields[] | undefined {
  const all = rows.flatMap(({ from: at, ...lists }) => {
    const before = placed(stored, at);
    const value = written(fieldsAt(before, key), lists);
    return Object.keys(value).length === 0 ? [] : [{ ...before, [key]: value }];
  });
  return filled(all);
}

/** The rule as it would be. `stored` = the rules of the object. */
export function ruleValue(rule: AuthorizationRule, stored: readonly Fields[]): Fields {
  const before = placed(stored, rule.from);
  const conditions = fieldsListAt(before, 'when');
  const when = rule.conditions
    .filter(({ key }) => key !== '')
    .map(({ from: at, key, values, notValues }) => ({
      ...written({ ...placed(conditions, at), key }, { values, notValues }),
    }));
  return pruned({
    ...before,
    from: entries(fieldsListAt(before, 'from'), 'source', rule.sources),
    to: entries(fieldsListAt(before, 'to'), 'operation', rule.operations),
    when: filled(when),
  });
}

/** Every text of its lists. */
export function valuesOf({ sources, operations, conditions }: AuthorizationRule): readonly string[] {
  return [...sources, ...operations, ...conditions].flatMap((part) =>
    Object.values(part).filter(Array.isArray).flat(),
  );
}

export function isEmptyRule(rule: AuthorizationRule): boolean {
  return rule.conditions.length === 0 && valuesOf(rule).length === 0;
}

const WORDS: Readonly<Record<string, string>> = {
  principals: 'identity',
  namespaces: 'namespace',
  serviceAccounts: 'service account',
  requestPrincipals: 'token of',
  ipBlocks: 'address',
  remoteIpBlocks: 'original address',
  methods: 'method',
  paths: 'path',
  hosts: 'host',
  ports: 'port',
};

function partWords(
  part: Readonly<Record<string, readonly string[] | number | null>>,
  pairs: readonly (readonly [string, string])[],
): string {
  const listed = (name: string) => (Array.isArray(part[name]) ? part[name].join(' or ') : '');
  return pairs
    .flatMap(([name, not]) => [
      listed(name) === '' ? '' : `${WORDS[name]} ${listed(name)}`,
      listed(not) === '' ? '' : `${WORDS[name]} other than ${listed(not)}`,
    ])
    .filter((text) => text !== '')
    .join(' and ');
}

/** "namespace shop, asking for method GET". */
export function ruleWords({ sources, operations, conditions }: AuthorizationRule): string {
  const who = sources.map((part) => partWords(part, SOURCE_FIELDS)).filter((text) => text !== '');
  const what = operations.map((part) => partWords(part, OPERATION_FIELDS)).filter((text) => text !== '');
  const when = conditions.map(({ key, values, notValues }) =>
    [
      values.length === 0 ? '' : `${key} is ${values.join(' or ')}`,
      notValues.length === 0 ? '' : `${key} is not ${notValues.join(' or ')}`,
    ]
      .filter((text) => text !== '')
      .join(' and '),
  );
  const asked = `${who.join('; or ') || 'everybody'}, asking for ${what.join('; or ') || 'anything'}`;
  return when.length === 0 ? asked : `${asked}, where ${when.join(' and ')}`;
}
