'use client';
/** Signing in by a form: one attempt at a time, the reason when it fails, and the wait where the server asks for one. */
import { useEffect, useState } from 'react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { signIn } from '@/components/shell/session';
import { withBasePath } from '@/lib/http/base-path';
import type { SignIn } from '@/lib/http/session-contract';
import type { RefusalWords } from './refusal-note';

interface Refusal extends RefusalWords {
  /** When the next attempt counts, Unix milliseconds; null = now. */
  readonly openAt: number | null;
}

/** What the form says of a failed attempt. */
export function refusalOf(error: unknown, now: number): Refusal {
  if (!(error instanceof AnswerProblem)) {
    return { message: 'Signing in failed.', hint: 'Reload the page and try again.', openAt: null };
  }
  const wait = error.code === 'throttled' ? (error.retryAfterSeconds ?? 1) : null;
  return {
    message: error.message,
    hint: error.hint,
    openAt: wait === null ? null : now + wait * 1000,
  };
}

export interface SignInForm {
  readonly busy: boolean;
  /** null = nothing failed yet. */
  readonly refusal: RefusalWords | null;
  /** Seconds until the next attempt counts. */
  readonly waitSeconds: number;
  /** Opens `next` when it succeeds; `onRefused` otherwise. */
  attempt(body: SignIn, onRefused: () => void): Promise<void>;
}

/** `before` is the reason that the page came with. */
export function useSignIn(next: string, before: RefusalWords | null): SignInForm {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(
    before === null ? null : { ...before, openAt: null },
  );
  const waitSeconds = useWait(refusal?.openAt ?? null);
  const isOver = refusal?.openAt != null && waitSeconds === 0;
  return {
    busy,
    refusal: isOver ? { message: 'You can try again now.' } : refusal,
    waitSeconds,
    async attempt(body, onRefused) {
      if (busy || waitSeconds > 0) return;
      setBusy(true);
      try {
        await signIn(body);
        window.location.assign(withBasePath(next));
      } catch (error) {
        setBusy(false);
        setRefusal(refusalOf(error, Date.now()));
        onRefused();
      }
    },
  };
}

/** Whole seconds until `openAt`, counting down; 0 when there is nothing to wait for. */
function useWait(openAt: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (openAt === null) {
      setSeconds(0);
      return;
    }
    const tick = () => setSeconds(Math.max(0, Math.ceil((openAt - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [openAt]);
  return seconds;
}
