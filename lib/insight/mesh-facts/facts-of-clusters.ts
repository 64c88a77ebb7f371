/** Facts of several clusters as one answer: each thing with the name of its cluster, as metrics name it too. */
import type { MeshFacts, MeshFactsPort } from '@/lib/graph/mesh-facts';

export interface ClusterFacts {
  readonly cluster: string;
  readonly port: MeshFactsPort;
}

/** Throws what the first cluster throws where none answers; one that does not is told among the gaps. */
export function factsOfClusters(clusters: readonly ClusterFacts[]): MeshFactsPort {
  let known: { readonly of: readonly (MeshFacts | null)[]; readonly facts: MeshFacts } | null = null;
  return {
    async facts(signal) {
      const answers = await Promise.allSettled(clusters.map(({ port }) => port.facts(signal)));
      signal?.throwIfAborted();
      const [first] = answers;
      if (first?.status === 'rejected' && answers.every(({ status }) => status === 'rejected'))
        throw first.reason;
      const of = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
      // The same object while nothing changes: indexes are kept by it.
      if (known?.of.every((facts, at) => facts === of[at]) !== true)
        known = { of, facts: joined(clusters, of) };
      return known.facts;
    },
    async gaps(signal) {
      const answers = await Promise.allSettled(
        clusters.map(async ({ port }) => (await port.gaps?.(signal)) ?? []),
      );
      return answers.flatMap((answer, at) => {
        const { cluster = '' } = clusters[at] ?? {};
        if (answer.status === 'rejected') return [`Cluster ${cluster} does not answer.`];
        return answer.value.map((gap) => `Cluster ${cluster}: ${gap}`);
      });
    },
  };
}

function joined(clusters: readonly ClusterFacts[], of: readonly (MeshFacts | null)[]): MeshFacts {
  const parts = of.flatMap((facts, at) => {
    const { cluster = '' } = clusters[at] ?? {};
    const named = <T extends { readonly cluster: string | null }>(all: readonly T[]) =>
      all.map((one) => ({ ...one, cluster }));
    if (facts === null) return [];
    return [
      {
        workloads: named(facts.workloads),
        services: named(facts.services),
        serviceEntries: named(facts.serviceEntries),
      },
    ];
  });
  return {
    workloads: parts.flatMap(({ workloads }) => workloads),
    services: parts.flatMap(({ services }) => services),
    serviceEntries: parts.flatMap(({ serviceEntries }) => serviceEntries),
  };
}
