/** The same question to every cluster: who answered, and a warning for each that did not. */
import type { ClusterSource, ConfigSource } from '@/lib/config/config-source';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { GAP } from '@/lib/mesh/warning-codes';

export interface ClusterAnswers<T> {
  /** In the order of the clusters. */
  readonly answers: readonly { readonly cluster: string; readonly answer: T }[];
  readonly warnings: readonly Warning[];
}

/** Throws what the first cluster threw where none answers. */
export async function eachCluster<T>(
  sources: readonly ClusterSource[],
  ask: (source: ConfigSource) => Promise<T>,
  signal?: AbortSignal,
): Promise<ClusterAnswers<T>> {
  const settled = await Promise.allSettled(sources.map(({ source }) => ask(source)));
  signal?.throwIfAborted();
  const [first] = settled;
  if (first?.status === 'rejected' && settled.every(({ status }) => status === 'rejected'))
    throw first.reason;
  const answers: { cluster: string; answer: T }[] = [];
  const warnings: Warning[] = [];
  for (const [at, { cluster = '' }] of sources.entries()) {
    const answer = settled[at];
    if (answer?.status === 'fulfilled') answers.push({ cluster, answer: answer.value });
    else
      warnings.push({
        source: 'kubernetes',
        code: GAP,
        message: `Cluster ${cluster} is not shown: ${why(answer?.reason)}`,
      });
  }
  return { answers, warnings };
}

function why(reason: unknown): string {
  return reason instanceof Fault ? reason.message : 'it does not answer.';
}
