/**
 * What part of the mesh somebody may see, by the rights of their own token: the namespaces whose pods or services they
 * may list. Rights to other kinds show those objects and no traffic. A namespace of one name is one namespace in all
 * clusters of a mesh, so of several clusters every one that has it has to allow it.
 */
import 'server-only';
import type { ObjectName, Scope } from '@/lib/mesh/scope';
import type { Cluster } from './cluster';

/** A namespace cannot be called so: what may be read there may be read everywhere. */
const ANY = '*';

export interface ScopedCluster {
  /** As metrics name it; null = it is the only one. */
  readonly name: string | null;
  /** null = the token is not sent there, so that nobody knows what it may see. */
  readonly cluster: Pick<Cluster, 'cache' | 'view'> | null;
}

interface Reading {
  readonly name: string | null;
  /** Every namespace that there is. */
  readonly known: ReadonlySet<string>;
  readonly isWhole: boolean;
  maySee(namespace: string): boolean;
  mayRead(object: ObjectName): boolean;
}

/**
 * Rights are believed for half a minute, see user-view.ts. Throws `Fault` as the client does where the first cluster
 * does not tell them; another one that does not is hidden, and so is one in which nothing may be seen.
 */
export async function readerScope(
  [home, ...others]: readonly [ScopedCluster, ...ScopedCluster[]],
  token: string,
  signal?: AbortSignal,
): Promise<Scope> {
  const [first, ...settled] = await Promise.all([
    readingOf(home, token, signal),
    ...others.map((one) => readingOf(one, token, signal).catch(() => null)),
  ]);
  signal?.throwIfAborted();
  const told = settled.filter((reading) => reading !== null).filter(seesAnything);
  const readings = [...(first === null ? [] : [first]), ...told];
  const names = new Set(told.map(({ name }) => name));
  return joined(
    readings,
    others.flatMap(({ name }) => (name === null || names.has(name) ? [] : [name])),
  );
}

function joined(readings: readonly Reading[], hiddenClusters: readonly string[]): Scope {
  const isWhole = hiddenClusters.length === 0 && readings.every((reading) => reading.isWhole);
  const all = [...new Set(readings.flatMap(({ known }) => [...known]))].sort();
  const maySee = (namespace: string) =>
    readings.every((reading) => !reading.known.has(namespace) || reading.maySee(namespace));
  return {
    namespaces: isWhole ? null : all.filter(maySee),
    hiddenClusters,
    hidden: isWhole ? [] : all.filter((name) => !maySee(name)),
    mayRead: (object) =>
      readings.every(
        (reading) =>
          (object.namespace !== null && !reading.known.has(object.namespace)) || reading.mayRead(object),
      ),
  };
}

async function readingOf(
  { name, cluster }: ScopedCluster,
  token: string,
  signal: AbortSignal | undefined,
): Promise<Reading | null> {
  if (cluster === null) return null;
  const { objects } = await cluster.cache.snapshot(signal);
  const rights = await cluster.view(token).rights(objects, signal);
  const known = new Set<string>();
  for (const { id } of objects) {
    if (id.namespace !== null) known.add(id.namespace);
    else if (id.group === '' && id.kind === 'Namespace') known.add(id.name);
  }
  const maySee = (namespace: string) =>
    ['Pod', 'Service'].some((kind) => rights.mayRead({ id: { group: '', kind, namespace, name: '' } }));
  return {
    name,
    known,
    isWhole: maySee(ANY),
    maySee,
    mayRead: (object) => rights.mayRead({ id: object }),
  };
}

function seesAnything({ known, isWhole, maySee }: Reading): boolean {
  return isWhole || [...known].some(maySee);
}
