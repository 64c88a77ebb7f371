/** Everything that is said against the objects of a store: what their texts break, and what they are in their mesh. */

import type { Analysis } from '@/lib/config/analysis/analysis';
import { allCodes } from '@/lib/config/codes';
import type { ConfigSource } from '@/lib/config/config-source';
import { objectKey } from '@/lib/config/identity';
import { suppressionText } from '@/lib/config/judgement';
import { meshKind } from '@/lib/config/kind-lookup';
import { liveAnalysis } from '@/lib/config/live-analysis';
import { lineOf } from '@/lib/config/object-lines';
import type { StoredObject } from '@/lib/config/store';
import { checkLargeTexts, textProblems } from '@/lib/config/stored-problems';
import type { FindingAnswer, FindingsAnswer } from './contract';

export async function loadFindings(
  { store, suppress }: ConfigSource,
  signal?: AbortSignal,
): Promise<FindingsAnswer> {
  const { objects } = await store.list(signal);
  await checkLargeTexts(objects.filter(({ id }) => meshKind(id.group, id.kind) !== null));
  const analysis = liveAnalysis(store).follow(objects, suppress);
  const findings = objects.flatMap((object) => findingsOf(object, analysis)).sort(byGravity);
  const found = new Set(findings.map(({ code }) => code));
  const titles = allCodes().filter(({ code }) => found.has(code));
  return { findings, titles: Object.fromEntries(titles.map(({ code, title }) => [code, title])) };
}

/** Texts of Kubernetes' own kinds are not the console's to judge; what they are in the mesh is. */
function findingsOf(object: StoredObject, analysis: Analysis): readonly FindingAnswer[] {
  const { id } = object;
  const problems = meshKind(id.group, id.kind) === null ? [] : textProblems(object);
  return [
    ...problems.map(({ code, severity, message, line }) => ({
      code,
      severity,
      id,
      line,
      message,
      suppressed: null,
    })),
    ...analysis.of(id).map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      id,
      line: lineOf(object, finding.path),
      message: finding.message,
      suppressed: suppressionText(finding),
    })),
  ];
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
