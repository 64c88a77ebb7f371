/**
 * What part of the mesh somebody may see, by the rights of their own token: the namespaces whose pods or services they
 * may list. Rights to other kinds show those objects and no traffic.
 */
import 'server-only';
import type { Scope } from '@/lib/mesh/scope';
import type { Cluster } from './cluster';

/** A namespace cannot be called so: what may be read there may be read everywhere. */
const ANY = '*';

/** Rights are believed for half a minute, see user-view.ts. Throws `Fault` as the client does. */
export async function readerScope(
  cluster: Pick<Cluster, 'cache' | 'view'>,
  token: string,
  signal?: AbortSignal,
): Promise<Scope> {
  const { objects } = await cluster.cache.snapshot(signal);
  const rights = await cluster.view(token).rights(objects, signal);
  const known = new Set<string>();
  for (const { id } of objects) {
    if (id.namespace !== null) known.add(id.namespace);
    else if (id.group === '' && id.kind === 'Namespace') known.add(id.name);
  }
  const maySee = (namespace: string) =>
    ['Pod', 'Service'].some((kind) => rights.mayRead({ id: { group: '', kind, namespace, name: '' } }));
  const isWhole = maySee(ANY);
  const names = [...known].sort();
  return {
    namespaces: isWhole ? null : names.filter(maySee),
    hidden: isWhole ? [] : names.filter((name) => !maySee(name)),
    mayRead: (object) => rights.mayRead({ id: object }),
  };
}
