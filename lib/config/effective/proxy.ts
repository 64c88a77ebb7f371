/**
 * What shapes the proxy itself, from the root namespace to the workload: Telemetry, ProxyConfig, EnvoyFilter,
 * WasmPlugin and TrafficExtension. Sources: istio/istio pilot/pkg/model/{telemetry,proxy_config,envoyfilter,extensions}.go.
 */
import type { BoundPolicy } from '@/lib/config/simulation/access/attachment';
import { fieldsAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { byCreation, readMetadata } from '@/lib/config/simulation/read/metadata';
import type { StoredObject } from '@/lib/config/store';
import { boundEntry, boundNamespaces, boundPolicy } from './bound';
import { type EffectiveEntry, type EffectiveSection, inEffect, leftOut } from './entry';
import type { EffectiveMesh, Subject } from './subject';

interface Bound {
  readonly object: StoredObject;
  readonly policy: BoundPolicy;
  readonly entry: EffectiveEntry;
}

function boundOf(
  { view, objects }: EffectiveMesh,
  subject: Subject,
  kind: string,
  selectorField = 'selector',
): readonly Bound[] {
  const root = view.settings.rootNamespace;
  const namespaces = boundNamespaces(subject, root);
  return objects
    .filter(({ id }) => id.kind === kind && id.group.endsWith('istio.io'))
    .filter(({ id }) => id.namespace !== null && namespaces.includes(id.namespace))
    .sort(
      (a, b) =>
        namespaces.indexOf(a.id.namespace ?? '') - namespaces.indexOf(b.id.namespace ?? '') ||
        byCreation(readMetadata(a), readMetadata(b)),
    )
    .map((object) => {
      const policy = boundPolicy(object, selectorField);
      const entry = readByZtunnel(boundEntry(policy, subject, root, selectorField), subject);
      return { object, policy, entry };
    });
}

/** What shapes Envoy reaches ambient workloads through their waypoint only. */
function readByZtunnel(entry: EffectiveEntry, subject: Subject): EffectiveEntry {
  if (subject.kind !== 'workload' || subject.plane !== 'ambient' || entry.state === 'left-out') return entry;
  return subject.points.some(({ kind }) => kind === 'waypoint') && entry.path[1] === 'targetRefs'
    ? entry
    : leftOut(entry.id, 'ztunnel does not read it; it reaches a waypoint only by targetRefs.', entry.path);
}

const isGeneral = ({ policy }: Bound) =>
  policy.targets.length === 0 && Object.keys(policy.selector ?? {}).length === 0;

/**
 * One of each level counts, the oldest: root namespace, namespace, workload. A selector in the root namespace reaches
 * only the root namespace's own pods.
 */
function levelled(bound: readonly Bound[], subject: Subject, root: string): readonly EffectiveEntry[] {
  const taken = new Map<string, string>();
  return bound.map((one) => {
    const { policy, entry } = one;
    if (!isGeneral(one) && policy.namespace === root && subject.namespace !== root) {
      return leftOut(policy.id, 'With a selector in the root namespace it reaches only pods there.', [
        'spec',
        'selector',
      ]);
    }
    if (entry.state !== 'applies') return entry;
    const level = isGeneral(one) ? `all of ${policy.namespace}` : 'the workload';
    const before = taken.get(level);
    if (before === undefined) {
      taken.set(level, policy.name);
      return entry;
    }
    return leftOut(policy.id, `\`${before}\` is older and is the one that counts for ${level}.`, entry.path);
  });
}

function section(
  key: string,
  title: string,
  entries: readonly EffectiveEntry[],
  result: string,
  without: string,
): EffectiveSection {
  const acts = entries.some(({ state }) => state !== 'left-out');
  return { key, title, result: acts ? result : without, entries: inEffect(entries) };
}

export function telemetrySection(mesh: EffectiveMesh, subject: Subject): EffectiveSection {
  const bound = boundOf(mesh, subject, 'Telemetry');
  return section(
    'telemetry',
    'Metrics, traces and access logs',
    levelled(bound, subject, mesh.view.settings.rootNamespace),
    'From wide to narrow: each overrides the ones before it in what it says.',
    'No Telemetry: what the mesh does by default.',
  );
}

export function proxyConfigSection(mesh: EffectiveMesh, subject: Subject): EffectiveSection {
  const bound = boundOf(mesh, subject, 'ProxyConfig');
  return section(
    'proxy-config',
    'Settings of the proxy',
    levelled(bound, subject, mesh.view.settings.rootNamespace),
    'From wide to narrow over `defaultConfig` of the mesh. Read when the pod is made, so it acts after a restart.',
    'No ProxyConfig: `defaultConfig` of the mesh.',
  );
}

export function envoyFilterSection(mesh: EffectiveMesh, subject: Subject): EffectiveSection {
  const priority = ({ object }: Bound) => numberAt(fieldsAt(object.value, 'spec'), 'priority') ?? 0;
  const bound = [...boundOf(mesh, subject, 'EnvoyFilter', 'workloadSelector')].sort(
    (a, b) => priority(a) - priority(b),
  );
  return section(
    'envoy-filter',
    'Patches of Envoy',
    bound.map(({ entry }) => entry),
    'In the order of `priority`, then root namespace before namespace, then age: a later patch works on what the earlier ones made.',
    'No EnvoyFilter.',
  );
}

const PHASES = ['AUTHN', 'AUTHZ', 'STATS'];

/** By phase, then by priority, the highest first. */
export function extensionSections(mesh: EffectiveMesh, subject: Subject): readonly EffectiveSection[] {
  const specOf = ({ object }: Bound) => fieldsAt(object.value, 'spec');
  const phase = (one: Bound) => {
    const at = PHASES.indexOf(textAt(specOf(one), 'phase') ?? '');
    return at < 0 ? PHASES.length : at;
  };
  const priority = (one: Bound) => numberAt(specOf(one), 'priority') ?? 0;
  const ordered = (kind: string) =>
    [...boundOf(mesh, subject, kind)]
      .sort((a, b) => phase(a) - phase(b) || priority(b) - priority(a))
      .map(({ entry }) => entry);
  const result = 'By phase (AUTHN, AUTHZ, STATS, then those without), the highest priority first in each.';
  return [
    section('wasm', 'WebAssembly', ordered('WasmPlugin'), result, 'No WasmPlugin.'),
    section('extension', 'Traffic extensions', ordered('TrafficExtension'), result, 'No TrafficExtension.'),
  ];
}
