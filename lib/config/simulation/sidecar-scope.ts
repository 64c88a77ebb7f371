/**
 * What a client's proxy knows of the mesh: everything that is exported to it, or what its Sidecar object lets through.
 * Source: istio/istio pilot/pkg/model/sidecar.go, push_context.go (getSidecarScope).
 */
import { hostCovers, hostsOverlap } from './host-names';
import type { MeshSettings, MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshService } from './read/service';
import type { EgressListener, Sidecar } from './read/sidecar';
import type { VirtualService } from './read/virtual-service';
import { labelsInclude } from './source-filter';

export interface EgressScope {
  /** Null = no Sidecar object: everything that is exported. */
  readonly sidecar: Sidecar | null;
  readonly outboundPolicy: MeshSettings['outboundPolicy'];
  /** Null = everything. */
  readonly listeners: readonly ScopedListener[] | null;
}

export interface ScopedListener {
  readonly port: number | null;
  readonly hosts: readonly ScopedHost[];
}

interface ScopedHost {
  /** `*` = any namespace. */
  readonly namespace: string;
  readonly host: string;
  readonly excludes: boolean;
}

interface Known {
  readonly byNamespace: ReadonlyMap<string, readonly Sidecar[]>;
  readonly scopes: Map<string, EgressScope>;
}

const known = perView((view): Known => {
  const byNamespace = Map.groupBy(view.sidecars, (sidecar) => sidecar.namespace);
  return { byNamespace, scopes: new Map() };
});

/** The first of the namespace that selects the pod, else the one without selector, else that of the root namespace. */
export function sidecarScope(
  view: MeshView,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): EgressScope {
  const { byNamespace, scopes } = known(view);
  const own = byNamespace.get(namespace);
  const inRoot = byNamespace.get(view.settings.rootNamespace);
  const sidecar =
    own?.find((candidate) => candidate.selector !== null && labelsInclude(labels, candidate.selector)) ??
    own?.find((candidate) => candidate.selector === null) ??
    inRoot?.find((candidate) => candidate.selector === null) ??
    null;
  const key = sidecar === null ? '' : `${namespace}/${sidecar.namespace}/${sidecar.name}`;
  let scope = scopes.get(key);
  if (scope === undefined) {
    scope = scopeOf(view, sidecar, namespace);
    scopes.set(key, scope);
  }
  return scope;
}

/** Gateways and waypoints know everything that is exported to them. */
export function openScope(view: MeshView): EgressScope {
  return scopeOf(view, null, '');
}

function scopeOf(view: MeshView, sidecar: Sidecar | null, namespace: string): EgressScope {
  return {
    sidecar,
    outboundPolicy: sidecar?.outboundPolicy ?? view.settings.outboundPolicy,
    listeners:
      sidecar === null || sidecar.egress.length === 0
        ? null
        : sidecar.egress.map((listener) => readListener(listener, namespace)),
  };
}

function readListener(listener: EgressListener, namespace: string): ScopedListener {
  return {
    port: listener.port,
    hosts: listener.hosts
      .filter((written) => written.includes('/'))
      .map((written) => {
        const slash = written.indexOf('/');
        const space = written.slice(0, slash);
        // `~` before a namespace leaves out; alone it leaves out everything.
        const excludes = space.startsWith('~');
        const name = excludes ? space.slice(1) || '*' : space;
        return {
          namespace: name === '.' ? namespace : name,
          host: written.slice(slash + 1).toLowerCase(),
          excludes,
        };
      }),
  };
}

/** The listener that takes a port: the first that names it or names none. */
function listenerFor(scope: EgressScope, port: number): ScopedListener | null {
  return scope.listeners?.find((listener) => listener.port === null || listener.port === port) ?? null;
}

export function admitsService(scope: EgressScope, service: MeshService, port: number): boolean {
  if (scope.listeners === null) return true;
  const listener = listenerFor(scope, port);
  return listener !== null && importsService(listener, service);
}

export function importsService(listener: ScopedListener, service: MeshService): boolean {
  const covers = (pattern: string) => hostCovers(pattern, service.host);
  return admits(listener, service.namespace, covers, covers);
}

/** The hosts of a VirtualService and those imported need only have something in common. */
export function admitsVirtualService(
  scope: EgressScope,
  virtualService: VirtualService,
  hosts: readonly string[],
  port: number,
): boolean {
  if (scope.listeners === null) return true;
  const listener = listenerFor(scope, port);
  return listener !== null && importsVirtualService(listener, virtualService, hosts);
}

export function importsVirtualService(
  listener: ScopedListener,
  virtualService: VirtualService,
  hosts: readonly string[],
): boolean {
  // One of its hosts must be imported and not left out again.
  return hosts.some((host) =>
    admits(
      listener,
      virtualService.namespace,
      (pattern) => hostsOverlap(pattern, host),
      (pattern) => hostCovers(pattern, host),
    ),
  );
}

function admits(
  listener: ScopedListener,
  namespace: string,
  includes: (pattern: string) => boolean,
  excludes: (pattern: string) => boolean,
): boolean {
  const concerns = (entry: ScopedHost) => entry.namespace === '*' || entry.namespace === namespace;
  return (
    listener.hosts.some((entry) => !entry.excludes && concerns(entry) && includes(entry.host)) &&
    !listener.hosts.some((entry) => entry.excludes && concerns(entry) && excludes(entry.host))
  );
}
