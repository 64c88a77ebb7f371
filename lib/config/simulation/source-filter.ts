/**
 * Which parts of a VirtualService concern a proxy at all: by gateway or mesh, port, and the client's labels
 * and namespace. Source: istio/istio pilot/pkg/networking/core/route/route.go (sourceMatchHTTP).
 */

/** The proxy that evaluates the rules: a sidecar (`mesh`) or one Gateway object of a gateway proxy. */
export interface EvaluatingProxy {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Region, zone and sub-zone with `/` between; null = not known, or nothing in the mesh says where it runs. */
  readonly locality: string | null;
  /** `mesh`, or `namespace/name` of the Gateway through which the request entered. */
  readonly gateway: string;
}

export interface SourceConditions {
  readonly port: number | null;
  readonly gateways: readonly string[];
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace: string | null;
}

/**
 * Null when the entry concerns this proxy and port, else why not. `gateways` in the entry, when given,
 * replace the list at the top, and source labels and namespace then do not count.
 */
export function sourceMismatch(
  match: SourceConditions,
  proxy: EvaluatingProxy,
  port: number,
  objectNamespace: string,
): string | null {
  if (match.port !== null && match.port !== port) return `it is for port ${match.port}, this one is ${port}`;
  if (match.gateways.length > 0) {
    const names = match.gateways.map((name) => gatewayName(name, objectNamespace));
    return names.includes(proxy.gateway) ? null : `it is for ${names.join(', ')}, not for ${proxy.gateway}`;
  }
  const missing = missingLabel(match.sourceLabels, proxy.labels);
  if (missing !== null) return `it wants a client with the label ${missing}`;
  if (match.sourceNamespace !== null && match.sourceNamespace !== proxy.namespace) {
    return `it is for clients in ${match.sourceNamespace}, this one is in ${proxy.namespace}`;
  }
  return null;
}

/** `ns/name`; a bare name or `./name` is of the object's namespace, `name.ns.svc…` is the old way to write it. */
export function gatewayName(written: string, objectNamespace: string): string {
  if (written.startsWith('./')) return objectNamespace + written.slice(1);
  if (written === 'mesh' || written.includes('/')) return written;
  const [name, namespace] = written.split('.');
  return namespace === undefined ? `${objectNamespace}/${written}` : `${namespace}/${name}`;
}

/** True when every label of the selector is on the pod. */
export function labelsInclude(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  for (const name in selector) {
    if (Object.hasOwn(selector, name) && labels[name] !== selector[name]) return false;
  }
  return true;
}

function missingLabel(
  wanted: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): string | null {
  for (const [name, value] of Object.entries(wanted)) {
    if (labels[name] !== value) return `${name}=${value}`;
  }
  return null;
}
