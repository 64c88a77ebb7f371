/**
 * One rule of a policy: one of `from`, one of `to`, every `when`; and what becomes of fields that the enforcing
 * proxy cannot read. Sources: istio/istio pilot/pkg/security/authz/model/model.go (checkError),
 * pilot/pkg/serviceregistry/kube/controller/ambient/authorization.go (handleRule), istio/ztunnel src/rbac.rs.
 */
import type {
  PolicyAction,
  PolicyCondition,
  PolicyRule,
} from '@/lib/config/simulation/read/authorization-policy';
import type { StepPath } from '@/lib/config/simulation/reasons';
import { type ConditionContext, evaluateCondition, isHttpOnly, isKnownAttribute } from './conditions';
import { allOf, anyOf, type Finding, NO, YES } from './finding';

export interface RuleResult {
  readonly finding: Finding;
  /** Why it does not hold, as a sentence part, and where; null where it holds or is open. */
  readonly why: { readonly text: string; readonly path: StepPath } | null;
  /** Attributes that this proxy cannot read and therefore did not ask. */
  readonly ignored: readonly string[];
}

export interface RuleContext extends ConditionContext {
  readonly action: PolicyAction;
}

const ZTUNNEL_WHEN = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);

export function evaluateRule(rule: PolicyRule, context: RuleContext): RuleResult {
  const unknown = rule.when.find((condition) => !isKnownAttribute(condition.attribute));
  if (unknown !== undefined) {
    return dropped(`the key ${unknown.attribute} is unknown, so the rule is left out`, unknown.path, []);
  }
  const all = [...rule.from.flat(), ...rule.to.flat(), ...rule.when];
  const unreadable = all.filter((condition) => !isReadable(condition, context));
  const ignored = [...new Set(unreadable.map((condition) => condition.attribute))];
  const first = unreadable.find((condition) => !context.isZtunnel || !isPassedOver(condition));
  if (first !== undefined && context.action === 'ALLOW') {
    const who = context.isZtunnel ? 'ztunnel' : 'a TCP connection';
    return dropped(
      `${first.attribute} does not exist for ${who}, so the rule is left out`,
      first.path,
      ignored,
    );
  }
  const { finding, why } = evaluateParts(rule, context);
  return { finding, why: finding.answer === 'no' ? why : null, ignored };
}

function isReadable(condition: PolicyCondition, context: RuleContext): boolean {
  if (!context.isZtunnel)
    return context.question.request.protocol === 'http' || !isHttpOnly(condition.attribute);
  if (condition.part === 'when') return ZTUNNEL_WHEN.has(condition.attribute);
  return !isHttpOnly(condition.attribute) && condition.attribute !== 'remote.ip' && !isPassedOver(condition);
}

/** istiod tells ztunnel nothing of a source's trust domains, and does not count them among what it cannot enforce. */
function isPassedOver({ part, attribute }: PolicyCondition): boolean {
  return part === 'from' && attribute === 'source.trustDomain';
}

function dropped(text: string, path: StepPath, ignored: readonly string[]): RuleResult {
  return { finding: NO, why: { text, path }, ignored };
}

interface Part {
  readonly finding: Finding;
  readonly why: RuleResult['why'];
}

function evaluateParts(rule: PolicyRule, context: RuleContext): Part {
  const parts = [
    ...(rule.from.length > 0 ? [evaluateEntries(rule.from, context)] : []),
    ...(rule.to.length > 0 ? [evaluateEntries(rule.to, context)] : []),
    ...rule.when.map((condition) => evaluateEntry([condition], context)),
  ];
  const failing = parts.find((part) => part.finding.answer === 'no');
  return { finding: allOf(parts.map((part) => part.finding)), why: failing?.why ?? null };
}

function evaluateEntries(entries: readonly (readonly PolicyCondition[])[], context: RuleContext): Part {
  const results = entries.map((entry) => evaluateEntry(entry, context));
  const finding = anyOf(results.map((result) => result.finding));
  return { finding, why: results.at(-1)?.why ?? null };
}

function evaluateEntry(entry: readonly PolicyCondition[], context: RuleContext): Part {
  const readable = entry.filter((condition) => isReadable(condition, context));
  if (readable.length === 0) {
    // ztunnel takes an entry without anything it can read for one that never holds, Envoy for one that always does.
    const text = 'ztunnel can read none of its fields';
    const path = entry[0]?.path ?? [];
    return context.isZtunnel ? { finding: NO, why: { text, path } } : { finding: YES, why: null };
  }
  const findings = readable.map((condition) => evaluateCondition(condition, context));
  const failing = readable[findings.findIndex((finding) => finding.answer === 'no')];
  return {
    finding: allOf(findings),
    why: failing === undefined ? null : { text: mismatchText(failing), path: failing.path },
  };
}

function mismatchText({ attribute, values, notValues }: PolicyCondition): string {
  const wanted = values.length > 0 ? `one of ${values.join(', ')}` : '';
  const refused = notValues.length > 0 ? `none of ${notValues.join(', ')}` : '';
  return `it wants ${attribute} to be ${[wanted, refused].filter((text) => text !== '').join(' and ')}`;
}
