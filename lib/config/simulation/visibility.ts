/**
 * `exportTo`: which namespaces see an object.
 * https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-export_to
 */

/** Empty = the mesh's default, everyone. `.` = its own namespace, `~` = nobody. */
export function isVisible(
  exportTo: readonly string[],
  ownNamespace: string,
  clientNamespace: string,
): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some(
    (entry) =>
      entry === '*' || entry === clientNamespace || (entry === '.' && ownNamespace === clientNamespace),
  );
}

/**
 * Istio's order of VirtualServices for one client: private to its namespace, exported to it by name, public.
 * To its own namespace an object is private as soon as its list names that namespace, whoever else is named.
 * Source: istio/istio pilot/pkg/model/push_context.go (initVirtualServices).
 */
export function exportRank(
  exportTo: readonly string[],
  ownNamespace: string,
  clientNamespace: string,
): 0 | 1 | 2 {
  if (exportTo.length === 0 || exportTo.includes('*')) return 2;
  return ownNamespace === clientNamespace ? 0 : 1;
}

/** In that order; the order of equals stays. */
export function byExportRank<T extends { readonly exportTo: readonly string[]; readonly namespace: string }>(
  clientNamespace: string,
): (a: T, b: T) => number {
  const rank = ({ exportTo, namespace }: T) => exportRank(exportTo, namespace, clientNamespace);
  return (a, b) => rank(a) - rank(b);
}
