/** Under which names rules of health know the nodes of a graph. */
import type { EdgeShape } from '@/lib/graph/draft';
import type { NodeIdentity } from '@/lib/graph/identity';
import type { HealthSubject } from '@/lib/health/rules';
import type { Peer } from '@/lib/mesh/identity';
import type { FactsIndex } from './facts-index';

/** By node id, for the ends of all edges. */
export function healthSubjects(edges: readonly EdgeShape[], index: FactsIndex | null): Subjects {
  const known = remembered.get(edges);
  if (known?.index === index) return known.subjects;
  const subjects = subjectsOf(edges, index);
  remembered.set(edges, { index, subjects });
  return subjects;
}

type Subjects = ReadonlyMap<string, HealthSubject>;

/** The same list of edges comes with every refresh while the same flows run (place-flows.ts). */
const remembered = new WeakMap<
  readonly EdgeShape[],
  { readonly index: FactsIndex | null; readonly subjects: Subjects }
>();

function subjectsOf(edges: readonly EdgeShape[], index: FactsIndex | null): Subjects {
  const ends = new Map<string, { readonly identity: NodeIdentity; readonly peers: Peer[] }>();
  const add = (id: string, identity: NodeIdentity, peer: Peer | null) => {
    let end = ends.get(id);
    if (end === undefined) {
      end = { identity, peers: [] };
      ends.set(id, end);
    }
    if (peer !== null) end.peers.push(peer);
  };
  for (const { hop } of edges) {
    add(hop.sourceId, hop.source, hop.sourcePeer);
    add(hop.targetId, hop.target, hop.targetPeer);
  }
  return new Map([...ends].map(([id, { identity, peers }]) => [id, subjectOf(identity, peers, index)]));
}

type Names = HealthSubject['names'];

function subjectOf(identity: NodeIdentity, peers: readonly Peer[], index: FactsIndex | null): HealthSubject {
  const namespace = 'namespace' in identity ? identity.namespace : null;
  const workloads = index?.workloadsOf(identity) ?? [];
  switch (identity.kind) {
    case 'service':
    case 'operation': {
      const annotation = index?.serviceOf(identity)?.healthRate ?? null;
      return { namespace, names: [{ kind: 'service', name: identity.name }], annotation };
    }
    case 'serviceEntry': {
      const hosts = index?.entryByName(identity)?.hosts ?? [];
      return { namespace, names: named('service', [identity.name, ...hosts]), annotation: null };
    }
    case 'workload':
    case 'app':
    case 'versionedApp': {
      const own: Names =
        identity.kind === 'workload'
          ? [
              { kind: 'workload', name: identity.name },
              ...named(
                'app',
                peers.map(({ app }) => app),
              ),
            ]
          : [
              { kind: 'app', name: identity.name },
              ...named('workload', [
                ...workloads.map(({ name }) => name),
                ...peers.map(({ workload }) => workload),
              ]),
            ];
      const annotation = workloads.find(({ healthRate }) => healthRate !== null)?.healthRate ?? null;
      return { namespace, names: own, annotation };
    }
    case 'passthrough':
    case 'blackhole':
    case 'unknownSource':
    case 'unknownTarget':
      return { namespace, names: [], annotation: null };
  }
  return identity satisfies never;
}

function named(kind: Names[number]['kind'], names: readonly (string | null)[]): Names {
  return [...new Set(names)].flatMap((name) => (name === null ? [] : [{ kind, name }]));
}
