'use client';
/** What the reader may change of a kind: by role at once, and by the cluster's word where there is a cluster. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { AccessAnswer } from '@/lib/http/access-contract';
import { fetchAnswer } from './fetch-answer';
import { sessionQuery } from './session';

export interface WrittenKind {
  readonly group: string;
  readonly kind: string;
  /** null = in every namespace, or of a kind that has none. */
  readonly namespace: string | null;
}

export interface WriteRights {
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  /** Why not, as a sentence; null = allowed, or not known yet. */
  readonly because: string | null;
}

const NOTHING: WriteRights = { create: false, update: false, delete: false, because: null };
const EVERYTHING: WriteRights = { create: true, update: true, delete: true, because: null };

const accessQuery = ({ group, kind, namespace }: WrittenKind) =>
  queryOptions({
    queryKey: ['access', group, kind, namespace],
    queryFn: ({ signal }): Promise<AccessAnswer> => {
      const search = new URLSearchParams({ group, kind, ...(namespace === null ? {} : { namespace }) });
      const contract = async () => (await import('@/lib/http/access-contract')).accessAnswerSchema;
      return fetchAnswer(`/api/access?${search}`, contract, { signal, background: true });
    },
    staleTime: 30_000,
  });

/** Nothing may be written before it is known; the server decides each write whatever this says. */
export function useWriteRights(written: WrittenKind): WriteRights {
  const { data: session } = useQuery(sessionQuery);
  const mayTry = session?.mayWrite === true;
  const asksCluster = mayTry && session.rights !== 'role';
  const { data: access, isError } = useQuery({ ...accessQuery(written), enabled: asksCluster });
  if (!mayTry) return NOTHING;
  if (!asksCluster) return EVERYTHING;
  // Where nobody can say, the attempt is let through and the API server says it.
  return access ?? (isError ? EVERYTHING : NOTHING);
}

/** A write that is planned: `baseVersion` null creates, `text` null deletes. */
export interface PlannedWrite {
  readonly id: WrittenKind & { readonly name: string };
  readonly text: string | null;
  readonly baseVersion: string | null;
}

/** What is asked about an object: a namespace is a resource within itself. */
export function writtenKindOf({ group, kind, namespace, name }: PlannedWrite['id']): WrittenKind {
  return { group, kind, namespace: group === '' && kind === 'Namespace' ? name : namespace };
}

/** Why not all of these may be written, as the cluster says; null = they may, or nobody can say. */
export function useReasonAgainst(writes: readonly PlannedWrite[]): string | null {
  const { data: session } = useQuery(sessionQuery);
  const asksCluster = session?.mayWrite === true && session.rights !== 'role';
  const asked = new Map(
    asksCluster ? writes.map(({ id }) => [JSON.stringify(writtenKindOf(id)), writtenKindOf(id)]) : [],
  );
  const answers = useQueries({ queries: [...asked.values()].map((written) => accessQuery(written)) });
  const known = new Map([...asked.keys()].map((key, at) => [key, answers[at]?.data]));
  for (const { id, text, baseVersion } of writes) {
    const access = known.get(JSON.stringify(writtenKindOf(id)));
    const verb = text === null ? 'delete' : baseVersion === null ? 'create' : 'update';
    if (access !== undefined && !access[verb]) return access.because;
  }
  return null;
}
