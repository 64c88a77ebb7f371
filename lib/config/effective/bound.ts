/** Whether an object that is bound by labels or by name acts on what is asked about, and why. */
import { type BoundPolicy, notBound, policyNamespaces } from '@/lib/config/simulation/access/attachment';
import { type Fields, fieldsAt, optionalFieldsAt } from '@/lib/config/simulation/read/fields';
import { readMetadata } from '@/lib/config/simulation/read/metadata';
import { readTargetReferences } from '@/lib/config/simulation/read/target-reference';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { selectorLabels } from '@/lib/config/summary/audience';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { applies, type EffectiveEntry, forSome, labelWords, leftOut, named } from './entry';
import type { NamespaceSubject, Subject, WorkloadSubject } from './subject';

/** `selector` of most kinds, `workloadSelector` of EnvoyFilter and Sidecar. */
export function boundPolicy(object: StoredObject, selectorField = 'selector'): BoundPolicy {
  const spec: Fields = fieldsAt(object.value, 'spec');
  const selector = optionalFieldsAt(spec, selectorField);
  return {
    ...readMetadata(object),
    selector: selector === null ? null : selectorLabels(selector),
    targets: readTargetReferences(spec),
  };
}

/** Namespaces in which objects may be bound to the subject, the root first. */
export function boundNamespaces(subject: Subject, rootNamespace: string): readonly string[] {
  const ofPoints =
    subject.kind === 'workload'
      ? subject.points.flatMap((point) => policyNamespaces(point, rootNamespace))
      : [];
  return [...new Set([rootNamespace, ...ofPoints, subject.namespace])];
}

/** How one object is bound to the subject. */
export function boundEntry(
  policy: BoundPolicy,
  subject: Subject,
  rootNamespace: string,
  selectorField = 'selector',
): EffectiveEntry {
  return subject.kind === 'workload'
    ? boundToWorkload(policy, subject, rootNamespace, selectorField)
    : boundToNamespace(policy, subject, rootNamespace, selectorField);
}

function boundToWorkload(
  policy: BoundPolicy,
  subject: WorkloadSubject,
  rootNamespace: string,
  selectorField: string,
): EffectiveEntry {
  const { namespace } = subject;
  const { labels } = subject.workload;
  const place = policyPath(policy, selectorField);
  if (subject.points.length === 0) {
    const isChosen = notBound(policy, { kind: 'sidecar', namespace, labels }, rootNamespace) === null;
    const why = isChosen
      ? `${bindingWords(policy, rootNamespace)} But the workload has no proxy that could enforce it.`
      : notBoundWords(policy, subject, rootNamespace);
    return leftOut(policy.id, why, place);
  }
  const taking = subject.points.filter(
    (point) =>
      policyNamespaces(point, rootNamespace).includes(policy.namespace) &&
      notBound(policy, point, rootNamespace) === null,
  );
  if (taking.length > 0) {
    const at = [...new Set(taking.map((point) => pointName(point.kind)))].join(' and ');
    const where = subject.points.length > 1 ? ` Enforced by the ${at}.` : '';
    return applies(policy.id, `${bindingWords(policy, rootNamespace)}${where}`, place);
  }
  return leftOut(policy.id, notBoundWords(policy, subject, rootNamespace), place);
}

/** Labels decide at the workload's own proxy, names at the first that is passed. */
function notBoundWords(policy: BoundPolicy, { points, workload }: WorkloadSubject, root: string): string {
  const selector = policy.targets.length > 0 ? {} : (policy.selector ?? {});
  if (!labelsInclude(workload.labels, selector)) return `It selects pods with ${labelWords(selector)}.`;
  const point = policy.targets.length > 0 ? points[0] : points.at(-1);
  return sentence((point && notBound(policy, point, root)) ?? 'it is for another place');
}

function pointName(kind: WorkloadSubject['points'][number]['kind']): string {
  return kind === 'sidecar' || kind === 'gateway' ? 'proxy' : kind;
}

function boundToNamespace(
  policy: BoundPolicy,
  subject: NamespaceSubject,
  rootNamespace: string,
  selectorField: string,
): EffectiveEntry {
  const place = policyPath(policy, selectorField);
  if (policy.targets.length > 0) {
    const why = `Only for ${targetWords(policy)}, by its targetRefs.`;
    return policy.namespace === subject.namespace
      ? forSome(policy.id, why, place)
      : leftOut(policy.id, why, place);
  }
  const selector = policy.selector ?? {};
  if (Object.keys(selector).length === 0) {
    return applies(policy.id, bindingWords(policy, rootNamespace), place);
  }
  const chosen = subject.workloads.filter(({ labels }) => labelsInclude(labels, selector));
  const why = `Only for pods with ${labelWords(selector)}: ${
    chosen.length === 0 ? 'no workload has them' : named(chosen.map(({ name }) => name))
  }.`;
  return chosen.length === 0 ? leftOut(policy.id, why, place) : forSome(policy.id, why, place);
}

/** Why a bound object acts: its selector, its targets, or its namespace. */
export function bindingWords(policy: BoundPolicy, rootNamespace: string): string {
  if (policy.targets.length > 0) return `It names ${targetWords(policy)}.`;
  const selector = policy.selector ?? {};
  if (Object.keys(selector).length > 0) return `It selects pods with ${labelWords(selector)}.`;
  return policy.namespace === rootNamespace
    ? `It stands in the root namespace \`${rootNamespace}\` without a selector, so it is for the whole mesh.`
    : `It has no selector, so it is for all of \`${policy.namespace}\`.`;
}

function targetWords({ targets }: BoundPolicy): string {
  return named(targets.map(({ kind, name }) => `${kind} ${name}`));
}

export function policyPath(policy: BoundPolicy, selectorField = 'selector'): ObjectPath {
  if (policy.targets.length > 0) return ['spec', 'targetRefs'];
  return policy.selector === null ? ['metadata', 'namespace'] : ['spec', selectorField];
}

/** "it selects …" as a sentence. */
export function sentence(part: string): string {
  return `${part.charAt(0).toUpperCase()}${part.slice(1)}.`;
}
