/**
 * A VirtualService's HTTP rules with those of its delegates in their places.
 * Source: istio/istio pilot/pkg/model/virtualservice_controller.go (mergeVirtualServices).
 */
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { StringMatch } from './read/string-match';
import type { HttpMatch, HttpRoute, VirtualService } from './read/virtual-service';
import type { Reasons } from './reasons';
import { isVisible } from './visibility';

interface Known {
  readonly byName: ReadonlyMap<string, VirtualService>;
  readonly rules: Map<VirtualService, readonly HttpRoute[]>;
  readonly inOrder: readonly VirtualService[];
}

const known = perView((view): Known => {
  const byName = new Map(
    view.virtualServices
      .filter((candidate) => candidate.hosts.length === 0)
      .map((candidate) => [`${candidate.namespace}/${candidate.name}`, candidate]),
  );
  const inOrder = view.virtualServices.filter((candidate) => candidate.hosts.length > 0);
  return { byName, rules: new Map(), inOrder };
});

function delegates(virtualService: VirtualService): boolean {
  return virtualService.http.some((rule) => rule.delegate !== null);
}

/** Every VirtualService that has hosts, in the order in which Istio takes them. */
export function virtualServicesInOrder(view: MeshView): readonly VirtualService[] {
  return known(view).inOrder;
}

/** The HTTP rules as they act. A delegate that is missing or hidden leaves only its own entry out. */
export function httpRules(view: MeshView, virtualService: VirtualService): readonly HttpRoute[] {
  if (!delegates(virtualService)) return virtualService.http;
  const { rules } = known(view);
  let merged = rules.get(virtualService);
  if (merged === undefined) {
    merged = virtualService.http.flatMap((rule, index) => expanded(view, virtualService, rule, index));
    rules.set(virtualService, merged);
  }
  return merged;
}

function expanded(
  view: MeshView,
  root: VirtualService,
  rule: HttpRoute,
  index: number,
): readonly HttpRoute[] {
  const own = { object: root.id, routeIndex: index };
  if (rule.delegate === null) return [{ ...rule, origin: own }];
  const delegate = delegateOf(view, root, rule);
  if (typeof delegate === 'string') return [];
  return delegate.http
    .map((sub, routeIndex) => merge(rule, sub, { object: delegate.id, routeIndex }))
    .filter((sub) => sub !== null);
}

/** The delegate, or why it does not count, as a sentence part. */
function delegateOf(view: MeshView, root: VirtualService, rule: HttpRoute): VirtualService | string {
  const namespace = rule.delegate?.namespace ?? root.namespace;
  const key = `${namespace}/${rule.delegate?.name ?? ''}`;
  const delegate = known(view).byName.get(key);
  if (delegate === undefined) return `there is no VirtualService ${key} without hosts`;
  return isVisible(delegate.exportTo, delegate.namespace, root.namespace)
    ? delegate
    : `VirtualService ${key} is not exported to ${root.namespace}`;
}

/** What became of the entries that delegate. */
export function explainDelegates(view: MeshView, root: VirtualService, reasons: Reasons | undefined): void {
  if (reasons === undefined) return;
  for (const [index, rule] of root.http.entries()) {
    if (rule.delegate === null) continue;
    const path = ['spec', 'http', index, 'delegate'];
    const delegate = delegateOf(view, root, rule);
    if (typeof delegate === 'string') {
      reasons.skipped(`Rule ${index + 1} is left out: ${delegate}.`, root.id, path);
      continue;
    }
    reasons.considered(
      `Rule ${index + 1} hands over to ${delegate.name} in ${delegate.namespace}.`,
      root.id,
      path,
    );
    for (const [at, sub] of delegate.http.entries()) {
      if (merge(rule, sub, { object: delegate.id, routeIndex: at }) !== null) continue;
      const text = `Rule ${at + 1} of ${delegate.name} is left out: its match does not fit within that of the rule that delegates.`;
      reasons.skipped(text, delegate.id, ['spec', 'http', at]);
    }
  }
}

function merge(root: HttpRoute, sub: HttpRoute, origin: HttpRoute['origin']): HttpRoute | null {
  const match = mergedMatches(root.match, sub.match);
  if (match === null) return null;
  const name = sub.name === null ? root.name : root.name === null ? sub.name : `${root.name}-${sub.name}`;
  return {
    ...sub,
    name,
    match,
    rewrite: sub.rewrite ?? root.rewrite,
    timeoutSeconds: sub.timeoutSeconds ?? root.timeoutSeconds,
    retries: sub.retries ?? root.retries,
    fault: sub.written.fault ? sub.fault : root.fault,
    mirrors: sub.written.mirrors ? sub.mirrors : root.mirrors,
    headers: sub.written.headers ? sub.headers : root.headers,
    cors: sub.cors ?? root.cors,
    // One level only.
    delegate: null,
    origin,
  };
}

/** Null = conflict. Every entry of the delegate must fit within one of the root. */
function mergedMatches(root: readonly HttpMatch[], sub: readonly HttpMatch[]): readonly HttpMatch[] | null {
  if (root.length === 0) return sub;
  if (sub.length === 0) return root;
  const merged: HttpMatch[] = [];
  for (const own of sub) {
    const fitting = root.filter((wide) => !conflicts(wide, own));
    if (fitting.length === 0) return null;
    merged.push(...fitting.map((wide) => mergedMatch(wide, own)));
  }
  return merged;
}

type Named = readonly (readonly [string, StringMatch])[];

function mergedMatch(root: HttpMatch, sub: HttpMatch): HttpMatch {
  const both = (wide: Named, own: Named): Named => [...new Map([...wide, ...own])];
  return {
    uri: sub.uri ?? root.uri,
    ignoreUriCase: sub.ignoreUriCase,
    scheme: sub.scheme ?? root.scheme,
    method: sub.method ?? root.method,
    authority: sub.authority ?? root.authority,
    headers: both(root.headers, sub.headers),
    withoutHeaders: both(root.withoutHeaders, sub.withoutHeaders),
    queryParams: both(root.queryParams, sub.queryParams),
    port: sub.port ?? root.port,
    sourceLabels: { ...root.sourceLabels, ...sub.sourceLabels },
    sourceNamespace: sub.sourceNamespace ?? root.sourceNamespace,
    gateways: sub.gateways.length > 0 ? sub.gateways : root.gateways,
  };
}

function conflicts(root: HttpMatch, sub: HttpMatch): boolean {
  const named = (wide: Named, own: Named) => {
    const byName = new Map(wide);
    return own.some(([name, match]) => textConflicts(byName.get(name) ?? null, match));
  };
  return (
    textConflicts(root.uri, sub.uri) ||
    textConflicts(root.scheme, sub.scheme) ||
    textConflicts(root.method, sub.method) ||
    textConflicts(root.authority, sub.authority) ||
    named(root.headers, sub.headers) ||
    named(root.withoutHeaders, sub.withoutHeaders) ||
    named(root.queryParams, sub.queryParams) ||
    root.ignoreUriCase !== sub.ignoreUriCase ||
    (root.port !== null && sub.port !== null && root.port !== sub.port) ||
    Object.entries(sub.sourceLabels).some(([name, value]) => (root.sourceLabels[name] ?? value) !== value) ||
    // A namespace that the root wants must be repeated; gateways must be among the root's.
    (root.sourceNamespace !== null && root.sourceNamespace !== sub.sourceNamespace) ||
    (root.gateways.length > 0 && sub.gateways.some((name) => !root.gateways.includes(name)))
  );
}

/** A regex on either side never fits with another matcher; an exact one must be equal, a prefix be continued. */
function textConflicts(root: StringMatch | null, sub: StringMatch | null): boolean {
  if (root === null || sub === null) return false;
  if (root.kind === 'regex' || sub.kind === 'regex') return true;
  if (root.kind === 'present' || sub.kind === 'present') return true;
  if (root.kind === 'exact') return sub.kind !== 'exact' || sub.value !== root.value;
  return !sub.value.startsWith(root.value);
}
