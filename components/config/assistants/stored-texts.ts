'use client';
/** Texts of objects as stored: the mesh's own answer holds values only, without what a browser rarely needs. */
import { useQueries } from '@tanstack/react-query';
import { configObjectQuery } from '@/components/config/queries';
import { AnswerProblem } from '@/components/shell/answer-problem';
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { StoredText } from '@/lib/config/assistants/changes-of';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { ConfigObject } from '@/lib/config/contract';
import { isFields } from '@/lib/config/simulation/read/fields';
import { readYaml } from '@/lib/config/yaml/read-yaml';

interface StoredTexts {
  readonly stored: readonly StoredText[];
  readonly isPending: boolean;
  readonly problem: unknown;
}

/** Texts of the objects that are stored. */
export function useStoredTexts(edits: readonly ObjectEdit[], mesh: MeshObjects): StoredTexts {
  const ids = edits.map(({ id }) => id).filter((id) => mesh.get(id) !== null);
  return useQueries({
    queries: ids.map((id) => ({ ...configObjectQuery(id), staleTime: 5_000 })),
    combine: combinedTexts,
  });
}

interface TextAnswer {
  readonly data: ConfigObject | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** An object that was deleted meanwhile counts as not stored. */
function combinedTexts(answers: readonly TextAnswer[]): StoredTexts {
  const isGone = (error: unknown) => error instanceof AnswerProblem && error.status === 404;
  return {
    stored: answers.flatMap(({ data }) =>
      data === undefined
        ? []
        : [{ id: data.object.id, text: data.object.text, version: data.object.version }],
    ),
    isPending: answers.some(({ isPending }) => isPending),
    problem: answers.find(({ error }) => error !== null && !isGone(error))?.error ?? null,
  };
}

/** The mesh with the whole values that these texts hold. */
export function withTexts(mesh: MeshObjects, texts: readonly StoredText[]): MeshObjects {
  return mesh.with(
    texts.flatMap(({ id, text, version }) => {
      const reading = readYaml(text);
      return reading.kind === 'value' && isFields(reading.value)
        ? [{ id, version, value: reading.value }]
        : [];
    }),
  );
}
