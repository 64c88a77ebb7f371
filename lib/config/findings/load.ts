/** Everything that is said against the objects of a store: what their texts break, and what they are in their mesh. */

import { eachCluster } from '@/lib/config/clusters/each-cluster';
import { allCodes } from '@/lib/config/codes';
import type { ClusterSource, ConfigSource } from '@/lib/config/config-source';
import { objectKey } from '@/lib/config/identity';
import { meshFindings } from '@/lib/config/mesh-judgement';
import type { FindingAnswer, FindingsAnswer } from './contract';

export async function loadFindings(source: ConfigSource, signal?: AbortSignal): Promise<FindingsAnswer> {
  const { objects } = await source.store.list(signal);
  const findings = [...(await meshFindings(source, objects, signal))].sort(byGravity);
  const found = new Set(findings.map(({ code }) => code));
  const titles = allCodes().filter(({ code }) => found.has(code));
  return { findings, titles: Object.fromEntries(titles.map(({ code, title }) => [code, title])) };
}

/** Of every cluster, each judged by itself. */
export async function loadAllFindings(
  sources: readonly ClusterSource[],
  signal?: AbortSignal,
): Promise<FindingsAnswer> {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) return loadFindings(only.source, signal);
  const { answers } = await eachCluster(sources, (source) => loadFindings(source, signal), signal);
  return {
    findings: answers
      .flatMap(({ cluster, answer }) =>
        answer.findings
          // Of Services of other clusters; their own says the same.
          .filter(({ id }) => id.cluster === undefined)
          .map((finding) => ({ ...finding, id: { ...finding.id, cluster } })),
      )
      .sort(byGravity),
    titles: Object.assign({}, ...answers.map(({ answer }) => answer.titles)),
  };
}

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

function byGravity(a: FindingAnswer, b: FindingAnswer): number {
  const order =
    Number(a.suppressed !== null) - Number(b.suppressed !== null) ||
    GRAVITY[a.severity] - GRAVITY[b.severity];
  if (order !== 0) return order;
  const [left, right] = [objectKey(a.id), objectKey(b.id)];
  return left === right ? (a.line ?? 0) - (b.line ?? 0) : left < right ? -1 : 1;
}
