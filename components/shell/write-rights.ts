'use client';
/** What the reader may change of a kind: by role at once, and by the cluster's word where there is a cluster. */
import { queryOptions, useQuery } from '@tanstack/react-query';
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
