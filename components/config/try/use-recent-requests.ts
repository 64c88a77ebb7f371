'use client';
/** Keeps what was asked and answered, for whoever is signed in. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { sessionQuery } from '@/components/shell/session';
import {
  forgetRequests,
  type RecentRequest,
  recentRequests,
  rememberRequest,
  watchRequests,
} from './recent-requests';
import type { RequestForm } from './request-form-state';
import type { Simulation } from './use-simulation';

const NONE: readonly RecentRequest[] = [];

export interface RecentRequests {
  readonly requests: readonly RecentRequest[];
  forget(): void;
}

export function useRecentRequests(
  form: RequestForm,
  isUnsaved: boolean,
  { answer, isStale, problem }: Simulation,
): RecentRequests {
  const user = useQuery(sessionQuery).data?.user ?? null;
  const verdict = problem === null && !isStale ? answer?.verdict : undefined;
  // The form is made anew with every drawing; the answer is not.
  const asked = JSON.stringify(form);
  useEffect(() => {
    if (user === null || verdict === undefined) return;
    const { tone, sentence } = verdict;
    const own = JSON.parse(asked) as RequestForm;
    rememberRequest(user, { form: own, isUnsaved, tone, sentence, askedAtMs: Date.now() });
  }, [user, verdict, asked, isUnsaved]);
  const requests = useSyncExternalStore(
    watchRequests,
    () => (user === null ? NONE : recentRequests(user)),
    () => NONE,
  );
  return { requests, forget: () => user !== null && forgetRequests(user) };
}
