/** The questions of the configuration pages, and the three ways to change an object. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer, nothing } from '@/components/shell/fetch-answer';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import type { Assessment, ConfigObject } from '@/lib/config/contract';
import { objectHref, objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

const KEY = 'config';

/** Every object of the mesh kinds; with `rules` (`namespace/service`) those that rule it. Files change rarely; a minute-old list is looked at again. */
export const configListQuery = (refetchInterval: number | false, rules = '') =>
  queryOptions({
    queryKey: [KEY, 'list', rules],
    queryFn: ({ signal }) =>
      fetchAnswer(
        rules === '' ? '/api/config' : `/api/config?applies=${encodeURIComponent(rules)}`,
        async () => (await import('@/lib/config/contract')).configListSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  });

function apiPath(id: ObjectId): string {
  return `/api${objectHref(id)}`;
}

export const configObjectQuery = (id: ObjectId) =>
  queryOptions({
    queryKey: [KEY, 'object', objectKey(id)],
    queryFn: ({ signal }): Promise<ConfigObject> =>
      fetchAnswer(apiPath(id), async () => (await import('@/lib/config/contract')).configObjectSchema, {
        signal,
      }),
    // The editor must not have its text replaced by looking at another window.
    refetchOnWindowFocus: false,
  });

/** What the server says about a text that is not saved. */
export const assessmentQuery = (id: ObjectId, text: string) =>
  queryOptions({
    queryKey: [KEY, 'assessment', objectKey(id), text],
    queryFn: ({ signal }): Promise<Assessment> =>
      fetchAnswer(
        '/api/config/validate',
        async () => (await import('@/lib/config/contract')).assessmentSchema,
        { method: 'POST', body: { id, text }, signal },
      ),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    staleTime: 10_000,
  });

/** Throws `AnswerProblem`: `conflict`, `invalid-object`, `read-only`. `baseVersion` null creates. */
export function saveObject(id: ObjectId, text: string, baseVersion: string | null): Promise<ConfigObject> {
  return fetchAnswer(apiPath(id), async () => (await import('@/lib/config/contract')).configObjectSchema, {
    method: 'PUT',
    body: { text, baseVersion },
  });
}

export function removeObject(id: ObjectId, version: string): Promise<unknown> {
  return fetchAnswer(`${apiPath(id)}?version=${encodeURIComponent(version)}`, nothing, { method: 'DELETE' });
}

/**
 * Several objects as one; `rehearse` asks what would be done, and the store whether it would take it. Throws
 * `AnswerProblem`: `conflict`, `invalid-object`, `read-only`.
 */
export function changeObjects(
  changes: readonly Change[],
  rehearse: boolean,
  signal?: AbortSignal,
): Promise<ChangesAnswer> {
  return fetchAnswer(
    '/api/config/changes',
    async () => (await import('@/lib/config/changes/contract')).changesAnswerSchema,
    {
      method: 'POST',
      body: {
        changes: changes.map(({ id, text, baseVersion }) => ({ id, text, baseVersion })),
        rehearse,
      },
      signal,
    },
  );
}

export const rehearsalQuery = (changes: readonly Change[]) =>
  queryOptions({
    queryKey: [KEY, 'rehearsal', changes],
    queryFn: ({ signal }) => changeObjects(changes, true, signal),
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** What every change makes old: the list, and what depends on other objects. */
export const changedByWrite = { queryKey: [KEY] } as const;
