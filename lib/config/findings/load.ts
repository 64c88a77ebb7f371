/** Everything that is said against the objects of a store: what their texts break, and what they are in their mesh. */
import { allCodes } from '@/lib/config/codes';
import type { ConfigSource } from '@/lib/config/config-source';
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

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

function byGravity(a: FindingAnswer, b: FindingAnswer): number {
  const order =
    Number(a.suppressed !== null) - Number(b.suppressed !== null) ||
    GRAVITY[a.severity] - GRAVITY[b.severity];
  if (order !== 0) return order;
  const [left, right] = [objectKey(a.id), objectKey(b.id)];
  return left === right ? (a.line ?? 0) - (b.line ?? 0) : left < right ? -1 : 1;
}
