/** What a change set would bring about in the mesh: findings that appear and findings that go, whoever's they are. */
import type { Finding } from '@/lib/config/analysis/finding';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';
import { elsewhereAnswer } from '@/lib/config/judgement';
import { type LiveAnalysis, missingIn } from '@/lib/config/live-analysis';
import type { Change } from './change';
import { draftObject } from './draft-object';

/** `live` follows the mesh as it is stored. */
export function findingsOfChanges(
  live: LiveAnalysis,
  changes: readonly Change[],
): readonly ElsewhereAnswer[] {
  const before = new Map(changes.map(({ id }) => [objectKey(id), live.analysis.of(id)]));
  const drafts = changes.flatMap(({ id, text }) => draftObject(id, text) ?? []);
  const { own, appeared, gone } = live.withDrafts(drafts);
  const come: Finding[] = [...appeared];
  const go: Finding[] = [...gone];
  for (const [key, now] of own) {
    const then = before.get(key) ?? [];
    come.push(...missingIn(now, then));
    go.push(...missingIn(then, now));
  }
  return [
    ...come.map((finding) => elsewhereAnswer(finding, 'appeared')),
    ...go.map((finding) => elsewhereAnswer(finding, 'gone')),
  ];
}
