/**
 * Where several clusters are followed: the one that this document is about, as its address said when it was loaded.
 * It stays the same for as long as the document lives (`cluster-guard.tsx`), so that nothing that was answered about
 * one cluster is ever shown, or written, as another's.
 */

/** As the server reads it. */
const HEADER = 'X-Periplus-Cluster';

/** What is about one cluster; metrics, traces and lists of the inventory are about all of them. */
const ABOUT_ONE = /^\/api\/(config|logs|proxies|events|access)(\/|\?|$)/;

/** The parameter of a page's address. */
export const CLUSTER_PARAM = 'cluster';

/** null = none is named: all, or the first where only one can be meant. */
export const documentCluster: string | null =
  // Not `window`: the build takes it for granted in every script of a browser, workers too, which have none.
  typeof document === 'undefined' ? null : new URLSearchParams(document.location.search).get(CLUSTER_PARAM);

/**
 * Headers with which `path` of our API is asked. `cluster` is the document's; workers are told it. An object of a list
 * of all clusters names its own in the path.
 */
export function clusterHeaders(path: string, cluster: string | null): Readonly<Record<string, string>> {
  if (!ABOUT_ONE.test(path)) return {};
  const named = new URLSearchParams(path.split('?')[1] ?? '').get(CLUSTER_PARAM) ?? cluster;
  return named === null ? {} : { [HEADER]: encodeURIComponent(named) };
}

/** What this browser remembers about objects, by cluster: '' where none is named. */
export function clusterKey(): string {
  return documentCluster === null ? '' : `@${encodeURIComponent(documentCluster)}`;
}
