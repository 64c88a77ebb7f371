/**
 * DestinationRules of one namespace for the same host: which of them Istio merges into one.
 * Source: istio/istio pilot/pkg/model/destination_rule.go.
 */
import type { DestinationRule, PolicySettings, PortSettings, TrafficPolicy } from './read/destination-rule';
import { labelsInclude } from './source-filter';

/** Rules for one host in one namespace that act as one. The first says for whom. */
export interface Consolidated {
  readonly first: DestinationRule;
  readonly members: DestinationRule[];
}

const consolidations = new WeakMap<readonly DestinationRule[], readonly Consolidated[]>();

/**
 * Those with the same `exportTo` (or more than those before) are merged, rules for some client pods first and only
 * with their equals: a rule for all that is as private as one for some is taken into that one, and is lost to the
 * other clients (destination_rule.go, mergeDestinationRule).
 */
export function consolidated(rules: readonly DestinationRule[]): readonly Consolidated[] {
  let entries = consolidations.get(rules);
  if (entries === undefined) {
    entries = consolidate(rules);
    consolidations.set(rules, entries);
  }
  return entries;
}

function consolidate(rules: readonly DestinationRule[]): readonly Consolidated[] {
  const entries: Consolidated[] = [];
  const isSelective = ({ workloadSelector }: DestinationRule) => workloadSelector !== null;
  for (const rule of [...rules.filter(isSelective), ...rules.filter((one) => !isSelective(one))]) {
    let standsApart = true;
    for (const { first, members } of entries) {
      const relation = exportRelation(first, rule);
      standsApart = relation !== 'same';
      if (relation === 'other') continue;
      if (isSelective(first) && isSelective(rule) && !sameSelector(first, rule)) {
        standsApart = true;
        continue;
      }
      if (isSelective(first) === isSelective(rule)) standsApart = false;
      members.push(rule);
    }
    if (standsApart) entries.push({ first: rule, members: [rule] });
  }
  return entries;
}

/** How the lists read, word by word: `.` is not the name of the namespace. */
function exportRelation(before: DestinationRule, rule: DestinationRule): 'same' | 'wider' | 'other' {
  const words = ({ workloadSelector, exportTo }: DestinationRule) =>
    new Set(workloadSelector === null ? exportTo : ['.']);
  const [own, added] = [words(before), words(rule)];
  if (![...own].every((word) => added.has(word))) return 'other';
  if (own.size === added.size) return 'same';
  return own.size > 0 ? 'wider' : 'other';
}

function sameSelector(a: DestinationRule, b: DestinationRule): boolean {
  const [left, right] = [a.workloadSelector ?? {}, b.workloadSelector ?? {}];
  return labelsInclude(left, right) && labelsInclude(right, left);
}

const policyRules = new WeakMap<readonly DestinationRule[], DestinationRule | null>();

/**
 * The first of merged rules that has a policy. One that was made of a BackendTLSPolicy only fills in what a written one
 * leaves open, whichever is older (`mergeBackendPolicyTrafficPolicy`).
 */
export function policyRuleOf(members: readonly DestinationRule[]): DestinationRule | null {
  let rule = policyRules.get(members);
  if (rule === undefined) {
    const [written, made] = ['DestinationRule', 'BackendTLSPolicy'].map((kind) =>
      members.find(({ id, hasPolicy }) => hasPolicy && id.kind === kind),
    );
    rule =
      written === undefined || made === undefined
        ? (written ?? made ?? null)
        : { ...written, policy: filledIn(written.policy, made.policy) };
    policyRules.set(members, rule);
  }
  return rule;
}

function filledIn(written: TrafficPolicy, made: TrafficPolicy): TrafficPolicy {
  const portLevel = new Map<number, PortSettings>(made.portLevel);
  for (const [port, settings] of written.portLevel) {
    const under = made.portLevel.get(port);
    portLevel.set(port, under === undefined ? settings : { ...settings, ...tlsOf(settings, under) });
  }
  return { ...written, ...tlsOf(written, made), portLevel };
}

/** Of a BackendTLSPolicy nothing else is there. */
function tlsOf(written: PolicySettings, made: PolicySettings): Pick<PolicySettings, 'tlsMode'> {
  return { tlsMode: written.tlsMode ?? made.tlsMode };
}
