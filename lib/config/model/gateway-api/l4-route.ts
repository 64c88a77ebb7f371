/** What TCP, TLS and UDP routes have in common: rules that only name backends. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import type { Checked } from '@/lib/config/model/rule';
import { weightedBackend } from './references';
import { distinctRules, ruleName } from './route-rules';
import { refuse } from './rules';

const rule = z.strictObject({
  name: ruleName().optional(),
  backendRefs: field(
    z.array(weightedBackend).min(1).max(16),
    'Where connections go, shared by weight. A backend that is not there refuses its share.',
  ),
});

/** The alpha versions took up to 16 rules, v1 takes one. */
export const connectionRules = () =>
  field(z.array(rule).min(1).max(16).check(distinctRules), 'The rule; v1 takes exactly one.');

export function isAlpha(apiVersion: string): boolean {
  return /\/v\d+alpha2$/.test(apiVersion);
}

export function oneRule(checked: Checked<{ apiVersion: string; spec: { rules: readonly unknown[] } }>): void {
  const { apiVersion, spec } = checked.value;
  if (spec.rules.length <= 1 || isAlpha(apiVersion)) return;
  const message =
    'a second rule is not accepted; connections cannot be told apart, so make it a route of its own';
  refuse(checked, 'PER0926', message, ['spec', 'rules', 1]);
}
