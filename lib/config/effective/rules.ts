/** DestinationRules: those that callers use for a service, and those that a client uses for what it calls. */

import { objectKey } from '@/lib/config/identity';
import { appliedRule } from '@/lib/config/simulation/destination-rule-lookup';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { Subset } from '@/lib/config/simulation/read/destination-rule';
import type { MeshService } from '@/lib/config/simulation/read/service';
import { type ReasonStep, Reasons } from '@/lib/config/simulation/reasons';
import {
  admitsService,
  type EgressScope,
  openScope,
  sidecarScope,
} from '@/lib/config/simulation/sidecar-scope';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import { isVisible } from '@/lib/config/simulation/visibility';
import type { ObjectId } from '@/lib/config/store';
import { applies, type EffectiveEntry, type EffectiveSection, inEffect, leftOut, named } from './entry';
import type { EffectiveMesh, Subject, WorkloadSubject } from './subject';

/** By the callers' namespace, since each looks for rules at home first. */
export function callerRulesSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const labels = subject.kind === 'workload' ? subject.workload.labels : null;
  const entries = subject.services.flatMap((service) => rulesOfCallers(view, service, labels));
  return {
    key: 'callers-rules',
    title: 'How callers call it',
    result: entries.some(({ state }) => state === 'applies')
      ? 'A caller takes the rule of its own namespace, else that of the service’s, else that of the root namespace.'
      : 'No DestinationRule: Istio’s defaults for balancing, connections and TLS.',
    entries: inEffect(merged(entries)),
  };
}

interface CallerGroup {
  readonly namespaces: string[];
  readonly steps: readonly ReasonStep[];
  readonly subsets: readonly Subset[];
}

function rulesOfCallers(
  view: MeshView,
  service: MeshService,
  labels: Readonly<Record<string, string>> | null,
): readonly EffectiveEntry[] {
  const groups = new Map<string, CallerGroup>();
  const namespaces = [...new Set([...view.namespaceLabels.keys(), ...view.workloadsByNamespace.keys()])];
  const known = namespaces.length > 0 ? namespaces : [service.namespace];
  for (const namespace of known.sort()) {
    if (!isVisible(service.exportTo, service.namespace, namespace)) continue;
    const reasons = new Reasons();
    const applied = appliedRule(view, { namespace, labels: {} }, service, reasons);
    const key = reasons.steps
      .map(({ kind, object }) => (object === null ? kind : `${kind} ${objectKey(object)}`))
      .join('|');
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { namespaces: [namespace], steps: reasons.steps, subsets: applied?.subsets ?? [] });
    } else group.namespaces.push(namespace);
  }
  const all = [...groups.values()];
  return all.flatMap((group) => {
    const who = all.length === 1 ? 'All callers' : `Callers in ${named(group.namespaces)}`;
    return group.steps.flatMap((step) => ruleEntry(step, service, who, group.subsets, labels));
  });
}

function ruleEntry(
  { kind, object, text, path }: ReasonStep,
  service: MeshService,
  who: string,
  subsets: readonly Subset[],
  labels: Readonly<Record<string, string>> | null,
): readonly EffectiveEntry[] {
  if (object === null) return [];
  if (kind === 'skipped') return [leftOut(object, `${who} of \`${service.name}\`: ${text}`, path)];
  if (kind === 'considered')
    return [
      applies(object, `${who} of \`${service.name}\`: it has the same host, so its subsets are added.`, path),
    ];
  const own = labels === null ? [] : subsets.filter((subset) => labelsInclude(labels, subset.labels));
  const inSubsets =
    labels === null || subsets.length === 0
      ? ''
      : own.length === 0
        ? ' The workload is in none of its subsets.'
        : ` The workload is in ${own.length === 1 ? 'subset' : 'subsets'} ${named(own.map(({ name }) => name))}.`;
  return [applies(object, `${who} of \`${service.name}\` use it.${inSubsets}`, path)];
}

/** What the workload uses itself, as a client. */
export function clientRulesSection({ view }: EffectiveMesh, subject: WorkloadSubject): EffectiveSection {
  const base = { key: 'client-rules', title: 'How it calls others' } as const;
  const { plane, namespace, workload } = subject;
  if (plane === 'none' || plane === 'ambient') {
    const why =
      plane === 'none'
        ? 'The workload has no proxy, so its calls leave as the application sends them.'
        : 'ztunnel takes no DestinationRule; the waypoint of what is called does.';
    return { ...base, result: why, entries: [] };
  }
  const scope = plane === 'sidecar' ? sidecarScope(view, namespace, workload.labels) : openScope(view);
  const used = new Map<string, { readonly id: ObjectId; readonly hosts: string[] }>();
  const skipped = new Reasons();
  for (const service of callable(view, namespace, scope)) {
    const reasons = new Reasons();
    const applied = appliedRule(view, { namespace, labels: workload.labels }, service, reasons);
    skipped.steps.push(...reasons.steps.filter(({ kind }) => kind === 'skipped'));
    if (applied === null) continue;
    const key = objectKey(applied.rule.id);
    const entry = used.get(key);
    if (entry === undefined) used.set(key, { id: applied.rule.id, hosts: [service.name] });
    else entry.hosts.push(service.name);
  }
  const entries = [
    ...[...used.values()].map(({ id, hosts }) =>
      applies(id, `For calls to ${named(hosts)}.`, ['spec', 'host']),
    ),
    ...skipped.steps.map(({ object, text, path }) => leftOut(object, text, path)),
  ];
  const result =
    used.size === 0
      ? 'No DestinationRule speaks for anything that it may call.'
      : `For ${[...used.values()].reduce((sum, { hosts }) => sum + hosts.length, 0)} of the services that it may call; the others are called by Istio’s defaults.`;
  return { ...base, result, entries: merged(entries) };
}

/** Services that a client in the namespace knows. */
export function callable(view: MeshView, namespace: string, scope: EgressScope): readonly MeshService[] {
  return view.services.filter(
    (service) =>
      isVisible(service.exportTo, service.namespace, namespace) &&
      (service.ports.length === 0
        ? admitsService(scope, service, 0)
        : service.ports.some(({ number }) => admitsService(scope, service, number))),
  );
}

/** The same said twice is said once; a rule that acts somewhere is not also left out with the same words. */
function merged(entries: readonly EffectiveEntry[]): readonly EffectiveEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id, why, state }) => {
    const key = `${id === null ? '' : objectKey(id)} ${state} ${why}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
