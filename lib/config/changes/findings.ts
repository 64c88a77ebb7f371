/** What a change set would bring about in the mesh: findings that appear and findings that go, whoever's they are. */
import type { Finding } from '@/lib/config/analysis/finding';
import type { ConfigSource } from '@/lib/config/config-source';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';
import { elsewhereAnswer } from '@/lib/config/judgement';
import { liveAnalysis, missingIn } from '@/lib/config/live-analysis';
import type { Change } from './change';
import { draftObject } from './draft-object';

export async function changeFindings(
  { store, suppress }: ConfigSource,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<readonly ElsewhereAnswer[]> {
  const { objects } = await store.list(signal);
  const live = liveAnalysis(store);
  const analysis = live.follow(objects, suppress);
  const before = new Map(changes.map(({ id }) => [objectKey(id), analysis.of(id)]));
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
