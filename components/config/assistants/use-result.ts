'use client';
/** What an assistant's form comes to: texts over what is stored, the order of writes, and what is said of each. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useDebounced } from '@/components/config/use-debounced';
import type { Assistant } from '@/lib/config/assistants/assistant';
import { type AssistantChange, changesOf, stepsOf } from '@/lib/config/assistants/changes-of';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { ChangeStep } from '@/lib/config/changes/change';
import type { Assessment } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';
import { changeAssessmentQuery } from './mesh-query';
import { useStoredTexts, withTexts } from './stored-texts';

export interface AssistantResult {
  readonly changes: readonly AssistantChange[];
  readonly steps: readonly ChangeStep[];
  /** One for each change; null while it is under way. */
  readonly assessments: readonly (Assessment | null)[];
  /** Why a text could not be checked, and a way to ask again; null while nothing failed. */
  readonly unchecked: { readonly problem: unknown; readonly onRetry: () => void } | null;
  /** True until the stored texts are there. */
  readonly isPending: boolean;
  /** Why something could not be read; null when all could. */
  readonly problem: unknown;
}

const ASSESS_AFTER_MS = 350;

export function useResult<S>(assistant: Assistant<S>, state: S, mesh: MeshObjects): AssistantResult {
  const sketch = useMemo(() => assistant.write(state, mesh), [assistant, state, mesh]);
  const { stored, isPending, problem } = useStoredTexts(sketch, mesh);
  const changes = useMemo(() => {
    if (isPending) return [];
    // Answers about the whole mesh leave out what only the object's own text has.
    const edits = assistant.write(state, withTexts(mesh, stored));
    return changesOf(edits, new Map(stored.map((text) => [objectKey(text.id), text])));
  }, [assistant, state, mesh, stored, isPending]);
  const settled = useDebounced(changes, ASSESS_AFTER_MS);
  const answers = useQueries({
    queries: settled.map(({ text }, index) => ({
      ...changeAssessmentQuery(settled, index),
      enabled: text !== null,
    })),
  });
  const failed = answers.filter(({ error }) => error !== null);
  return {
    changes,
    steps: useMemo(() => stepsOf(changes, (id) => mesh.get(id)), [changes, mesh]),
    assessments: changes.map((_, index) => (settled === changes ? (answers[index]?.data ?? null) : null)),
    unchecked:
      settled !== changes || failed[0] === undefined
        ? null
        : {
            problem: failed[0].error,
            onRetry: () => {
              for (const answer of failed) void answer.refetch();
            },
          },
    isPending,
    problem,
  };
}
