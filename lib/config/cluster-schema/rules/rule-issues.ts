/**
 * The rules of a definition (`x-kubernetes-validations`, CEL) asked of an object, as the API server asks them
 * (k8s.io/apiextensions-apiserver, schema/cel/validation.go). What only the server can ask is counted, and said once.
 */
import type { CelInput } from '@bufbuild/cel';
import { oldEntryOf, oldFieldOf } from '@/lib/config/cluster-schema/old-value';
import { nameOf, type SchemaIssue } from '@/lib/config/cluster-schema/schema-issue';
import {
  isFields,
  type SchemaPath,
  type StructuralSchema,
  schemaOfField,
  type ValidationRule,
} from '@/lib/config/cluster-schema/structural-schema';
import { compiledRule, type RuleOutcome } from './compiled-rule';
import { fieldPathParts } from './field-path';
import { optionalValue } from './functions/optionals';
import { RuleValues } from './rule-value';

/** Rules that are asked of one object: the server has a budget too, and nobody waits longer. */
const MOST_ASKED = 20_000;

interface Asking {
  readonly now: RuleValues;
  readonly before: RuleValues;
  readonly issues: SchemaIssue[];
  /** Rules that apply and are left to the server, by their text. */
  readonly left: Set<string>;
  asked: number;
}

/** `old` is the stored object, for rules about changes; undefined = it is new. Both with their defaults. */
export function ruleIssues(value: unknown, schema: StructuralSchema, old: unknown): readonly SchemaIssue[] {
  const asking: Asking = {
    now: new RuleValues(),
    before: new RuleValues(),
    issues: [],
    left: new Set(),
    asked: 0,
  };
  visit(asking, value, schema, schema, old, []);
  const { issues, left } = asking;
  return left.size === 0 ? issues : [...issues, leftToServer(left.size)];
}

/** `rules` is the schema whose rules are asked: the place's own, or one of its `allOf`. */
function visit(
  asking: Asking,
  value: unknown,
  schema: StructuralSchema,
  rules: StructuralSchema,
  old: unknown,
  path: SchemaPath,
): void {
  if (value === null || value === undefined) return;
  for (const rule of rules['x-kubernetes-validations'] ?? []) ask(asking, rule, value, schema, old, path);
  for (const one of rules.allOf ?? []) visit(asking, value, schema, one, old, path);
  if (Array.isArray(value)) {
    const { items } = rules;
    if (items === undefined) return;
    for (const [index, entry] of value.entries())
      visit(asking, entry, schema.items ?? items, items, oldEntryOf(old, entry, schema), [...path, index]);
  } else if (isFields(value)) {
    for (const [name, entry] of Object.entries(value)) {
      const own = schemaOfField(rules, name);
      if (own === null) continue;
      visit(asking, entry, schemaOfField(schema, name) ?? own, own, oldFieldOf(old, name, schema), [
        ...path,
        name,
      ]);
    }
  }
}

function ask(
  asking: Asking,
  rule: ValidationRule,
  value: unknown,
  schema: StructuralSchema,
  old: unknown,
  path: SchemaPath,
): void {
  const compiled = compiledRule(rule.rule);
  const isOptional = rule.optionalOldSelf === true;
  if (compiled?.usesOldSelf === true && old === undefined && !isOptional) return;
  if (compiled === null || asking.asked >= MOST_ASKED) return void asking.left.add(rule.rule);
  asking.asked += 1;
  const self = asking.now.of(value, schema, path.length === 0);
  const oldSelf = oldSelfOf(asking, schema, old, path, isOptional);
  const outcome = compiled.ask(self, oldSelf);
  if (outcome.kind === 'left') return void asking.left.add(rule.rule);
  if (outcome.kind === 'value' && outcome.value === true) return;
  asking.issues.push({
    kind: 'rule',
    path: [...path, ...fieldPathParts(rule.fieldPath ?? '')],
    message: brokenText(rule, outcome, path, self, oldSelf),
    keepsRulesFromBeingAsked: false,
  });
}

function oldSelfOf(
  asking: Asking,
  schema: StructuralSchema,
  old: unknown,
  path: SchemaPath,
  isOptional: boolean,
): CelInput {
  const known = old === undefined ? undefined : asking.before.of(old, schema, path.length === 0);
  return isOptional ? optionalValue(known) : (known ?? null);
}

/** The definition's own words, led by the field that they are about. */
function brokenText(
  rule: ValidationRule,
  outcome: Exclude<RuleOutcome, { kind: 'left' }>,
  path: SchemaPath,
  self: CelInput,
  oldSelf: CelInput,
): string {
  const name = nameOf(path);
  if (outcome.kind === 'error')
    return `${name}: the rule ${rule.rule} cannot be worked out (${outcome.reason}), so the cluster refuses it.`;
  const said = expressed(rule, self, oldSelf) ?? rule.message?.trim() ?? '';
  if (said === '') return `${name} breaks the rule ${rule.rule}.`;
  return `${name}: ${said}${/[.!?]$/.test(said) ? '' : '.'}`;
}

/** What `messageExpression` says; null where it says nothing that the server would take for a message. */
function expressed(rule: ValidationRule, self: CelInput, oldSelf: CelInput): string | null {
  if (rule.messageExpression === undefined) return null;
  const outcome = compiledRule(rule.messageExpression)?.ask(self, oldSelf);
  const text = outcome?.kind === 'value' && typeof outcome.value === 'string' ? outcome.value.trim() : '';
  return text === '' || text.includes('\n') ? null : text;
}

function leftToServer(count: number): SchemaIssue {
  const [what, are] = count === 1 ? ['One rule', 'is'] : [`${count} rules`, 'are'];
  return {
    kind: 'left',
    path: [],
    message: `${what} of the cluster's definition ${are} not checked here: the cluster checks them when it is asked to save.`,
    keepsRulesFromBeingAsked: false,
  };
}
