/** What leads to the workload, and what it may reach: services, routes, its Sidecar scope, its waypoint. */
import { waypointOfService } from '@/lib/config/simulation/access/waypoint-of';
import type { Sidecar } from '@/lib/config/simulation/read/sidecar';
import { openScope, sidecarScope } from '@/lib/config/simulation/sidecar-scope';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import {
  applies,
  type EffectiveEntry,
  type EffectiveSection,
  forSome,
  inEffect,
  labelWords,
  leftOut,
  named,
} from './entry';
import { callable } from './rules';
import type { EffectiveMesh, NamespaceSubject, Subject, WorkloadSubject } from './subject';

/** Those of the same namespace that select it, then those that nearly do. */
export function servicesSection({ view }: EffectiveMesh, subject: WorkloadSubject): EffectiveSection {
  const { workload, services } = subject;
  const chosen = services.map(({ id, endpoints }) =>
    applies(
      id,
      endpoints.kind === 'selector' ? `It selects ${labelWords(endpoints.labels)}.` : 'It lists it.',
      ['spec', 'selector'],
    ),
  );
  const near = view.services.flatMap((service): readonly EffectiveEntry[] => {
    const { namespace, endpoints, id } = service;
    if (namespace !== workload.namespace || endpoints.kind !== 'selector' || services.includes(service))
      return [];
    const wanted = Object.entries(endpoints.labels);
    const missing = wanted.filter(([name, value]) => workload.labels[name] !== value);
    if (missing.length === wanted.length) return [];
    return [leftOut(id, `Its pods lack ${labelWords(Object.fromEntries(missing))}.`, ['spec', 'selector'])];
  });
  const result =
    services.length === 0
      ? 'No service selects it, so it is reached by the addresses of its pods only.'
      : `It is called as ${named(services.map(({ host }) => host))}.`;
  return { key: 'services', title: 'Services that select it', result, entries: [...chosen, ...near] };
}

export function scopeSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const { namespace } = subject;
  const base = { key: 'sidecar', title: 'What it may reach' } as const;
  const plane = subject.kind === 'workload' ? subject.plane : 'sidecar';
  const labels = subject.kind === 'workload' ? subject.workload.labels : {};
  const isScoped = plane === 'sidecar';
  const scope = isScoped ? sidecarScope(view, namespace, labels) : openScope(view);
  const reached = callable(view, namespace, scope).length;
  const root = view.settings.rootNamespace;
  const entries = view.sidecars
    .filter((sidecar) => sidecar.namespace === namespace || sidecar.namespace === root)
    .map((sidecar) =>
      isScoped
        ? scopeEntry(sidecar, scope.sidecar, subject, root)
        : leftOut(sidecar.id, 'A Sidecar object is read by sidecars only.', ['spec']),
    );
  const beyond =
    scope.outboundPolicy === 'REGISTRY_ONLY'
      ? 'Hosts that the mesh does not know are refused.'
      : 'Hosts that the mesh does not know may be called.';
  const result =
    plane === 'none' || plane === 'ambient'
      ? 'Nothing narrows what it may call: Sidecar objects are read by sidecars only.'
      : `${reached} of ${view.services.length} services. ${beyond}`;
  return { ...base, result, entries: inEffect(entries) };
}

function scopeEntry(
  sidecar: Sidecar,
  chosen: Sidecar | null,
  subject: Subject,
  root: string,
): EffectiveEntry {
  const { id, selector } = sidecar;
  const path = selector === null ? ['metadata', 'namespace'] : ['spec', 'workloadSelector'];
  if (sidecar === chosen) {
    const why =
      selector !== null
        ? `It selects ${labelWords(selector)}.`
        : sidecar.namespace === subject.namespace
          ? 'It has no selector, so it is for all of the namespace.'
          : `It stands in the root namespace \`${root}\`, and the namespace has none of its own.`;
    return applies(id, why, path);
  }
  if (selector === null)
    return leftOut(id, `\`${chosen?.name ?? ''}\` comes before it: it is narrower or older.`, path);
  if (sidecar.namespace === root && subject.namespace !== root)
    return leftOut(id, 'With a selector in the root namespace it reaches only pods there.', path);
  if (subject.kind === 'namespace') return forSome(id, `Only for pods with ${labelWords(selector)}.`, path);
  return labelsInclude(subject.workload.labels, selector)
    ? leftOut(id, `\`${chosen?.name ?? ''}\` is older and selects it too.`, path)
    : leftOut(id, `It selects pods with ${labelWords(selector)}.`, path);
}

/** Gateways that stand before it in ambient mode, and who names them. */
export function waypointSection(mesh: EffectiveMesh, subject: Subject): EffectiveSection | null {
  const { view } = mesh;
  const isAmbient =
    subject.kind === 'workload'
      ? subject.plane === 'ambient'
      : view.namespaceLabels.get(subject.namespace)?.['istio.io/dataplane-mode'] === 'ambient';
  if (!isAmbient) return null;
  const entries = subject.services.map((service) => waypointEntry(mesh, subject, service));
  const gateways = new Set(
    entries.filter(({ state }) => state === 'applies').map(({ id }) => id?.name ?? ''),
  );
  const result =
    gateways.size === 0
      ? 'No waypoint: ztunnel carries the bytes, and only rules of layer 4 are enforced.'
      : `Requests pass ${named([...gateways])}, which enforces rules of layer 7; then ztunnel enforces those of layer 4.`;
  return { key: 'waypoint', title: 'Waypoint', result, entries: inEffect(entries) };
}

function waypointEntry(
  { view }: EffectiveMesh,
  subject: Subject,
  service: NamespaceSubject['services'][number],
): EffectiveEntry {
  const gateway = waypointOfService(view, service);
  const own = service.labels['istio.io/use-waypoint'];
  const by =
    own === undefined
      ? `the label \`istio.io/use-waypoint\` of namespace \`${subject.namespace}\``
      : `the label \`istio.io/use-waypoint=${own}\` of service \`${service.name}\``;
  if (gateway !== null)
    return applies(gateway.id, `Requests to \`${service.name}\` pass it, by ${by}.`, ['spec', 'listeners']);
  const ofNamespace = view.namespaceLabels.get(service.namespace)?.['istio.io/use-waypoint'];
  const wanted = own ?? ofNamespace;
  return leftOut(
    service.id,
    wanted === undefined || wanted === 'none'
      ? `Requests to \`${service.name}\` pass no waypoint: ${wanted === 'none' ? 'its label says `none`' : 'no label names one'}.`
      : `Requests to \`${service.name}\` pass no waypoint: \`${wanted}\` does not exist, takes other traffic or does not let this namespace in.`,
    ['metadata', 'labels'],
  );
}
