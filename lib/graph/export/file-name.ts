/** Names of exported files: what, of where, and when, in letters that every file system takes. */

/** `periplus-graph-bookinfo-shop-2026-11-25T20-31-15Z.svg`. */
export function exportFileName(
  namespaces: readonly string[] | null,
  toSeconds: number,
  extension: string,
): string {
  const instant = new Date(toSeconds * 1000).toISOString().slice(0, 19).replaceAll(':', '-');
  const scope =
    namespaces === null || namespaces.length === 0
      ? ''
      : namespaces.length > 3
        ? `-${namespaces.length}-namespaces`
        : `-${namespaces.map((name) => name.replace(/[^a-zA-Z0-9_.-]/g, '_').slice(0, 40)).join('-')}`;
  return `periplus-graph${scope}-${instant}Z.${extension}`;
}
