/**
 * DestinationRules of one namespace for the same host: which of them Istio merges into one.
 * Source: istio/istio pilot/pkg/model/destination_rule.go.
 */
import type { DestinationRule } from './read/destination-rule';
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
