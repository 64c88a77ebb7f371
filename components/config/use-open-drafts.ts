'use client';
/** Takes whole texts as drafts and leads to them: one to its editor, several to where they are saved as one. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { useScopedHref } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { objectHref, objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { writeDraft } from './drafts';
import { configListQuery, configObjectQuery } from './queries';
import type { StoredText } from './use-object-draft';

export interface NewText {
  readonly id: ObjectId;
  readonly text: string;
}

/** Drafts of objects that exist are made over what is stored now. Throws `AnswerProblem` where that cannot be read. */
export function useOpenDrafts(): (texts: readonly NewText[]) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const scoped = useScopedHref();
  const { data: session } = useQuery(sessionQuery);
  const storedText = async (id: ObjectId): Promise<StoredText | null> => {
    try {
      return (await client.fetchQuery(configObjectQuery(id))).object;
    } catch (error) {
      // Deleted between the two answers.
      if (error instanceof AnswerProblem && error.status === 404) return null;
      throw error;
    }
  };
  /** What is new is not asked for one by one. */
  const storedTexts = async (texts: readonly NewText[]): Promise<readonly (StoredText | null)[]> => {
    const { objects } = await client.fetchQuery(configListQuery(false));
    const known = new Set(objects.map((entry) => objectKey(entry.id)));
    return Promise.all(texts.map(({ id }) => (known.has(objectKey(id)) ? storedText(id) : null)));
  };
  return async (texts) => {
    if (session === undefined) return;
    const bases = await storedTexts(texts);
    texts.forEach(({ id, text }, index) => {
      const base = bases[index] ?? null;
      writeDraft(session.user, id, { text, version: base?.version ?? null, baseText: base?.text ?? null });
    });
    const [first] = texts;
    if (first === undefined) return;
    const isNew = (bases[0] ?? null) === null ? '?new=1' : '';
    const href = texts.length > 1 ? '/config/changes' : `${objectHref(first.id)}${isNew}`;
    const scopedHref = scoped(href.split('?')[0] ?? href);
    router.push(
      `${scopedHref}${isNew !== '' && texts.length === 1 ? `${scopedHref.includes('?') ? '&' : '?'}new=1` : ''}` as '/config',
    );
  };
}
