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

/** Istio's order of VirtualServices: private to the namespace, exported to it by name, public. */
export function exportRank(exportTo: readonly string[], ownNamespace: string): 0 | 1 | 2 {
  if (exportTo.length === 0 || exportTo.includes('*')) return 2;
  return exportTo.every((entry) => entry === '.' || entry === ownNamespace) ? 0 : 1;
}
