'use client';
/** Signing in: user and password, and what to do when it does not work. Leads on to the view that was asked for. */
import { Eye, EyeOff, OctagonAlert } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { AnswerProblem } from './answer-problem';
import { LoginBackdrop } from './login-backdrop';
import { Mark } from './mark';
import { isSignedIn, signIn } from './session';

interface Refusal {
  message: string;
  hint: string | undefined;
  /** When the next attempt counts, Unix milliseconds; null = now. */
  openAt: number | null;
}

/** What the form says of a failed attempt. Text of the URL is never shown. */
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

export function LoginForm({ next }: { next: string }) {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitSeconds = useWait(refusal?.openAt ?? null);
  const passwordField = useRef<HTMLInputElement>(null);
  useGoOnWhenSignedIn(next);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || waitSeconds > 0) return;
    setBusy(true);
    try {
      await signIn({ user, password });
      window.location.assign(next);
    } catch (error) {
      setBusy(false);
      setRefusal(refusalOf(error, Date.now()));
      passwordField.current?.select();
      passwordField.current?.focus();
    }
  };

  return (
    <main className="relative grid min-h-dvh place-items-center overflow-hidden px-4 py-10">
      <LoginBackdrop />
      <div className="relative w-full max-w-[360px]">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-9" />
          <div>
            <h1 className="font-semibold text-xl tracking-[-0.015em]">Periplus</h1>
            <p className="text-sm text-text-2">See the mesh as it runs, change it safely</p>
          </div>
        </div>
        <form
          // Before the page is alive a browser would put the password into the address; a post is refused instead.
          method="post"
          onSubmit={(event) => void submit(event)}
          className="grid gap-4 rounded-card border border-line bg-surface p-6"
        >
          <TextField
            label="User"
            name="username"
            size="lg"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
          <div className="relative">
            <TextField
              ref={passwordField}
              label="Password"
              name="password"
              size="lg"
              type={visible ? 'text' : 'password'}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              aria-describedby={refusal === null ? undefined : 'refusal'}
            />
            <button
              type="button"
              aria-label={visible ? 'Hide the password' : 'Show the password'}
              aria-pressed={visible}
              onClick={() => setVisible(!visible)}
              className="absolute right-1 bottom-1 grid size-8 place-items-center rounded-control text-text-3 hover:bg-raised hover:text-text"
            >
              {visible ? (
                <EyeOff aria-hidden="true" className="size-4" />
              ) : (
                <Eye aria-hidden="true" className="size-4" />
              )}
            </button>
          </div>
          {refusal !== null && <RefusalNote refusal={refusal} waitSeconds={waitSeconds} />}
          <Button
            type="submit"
            variant="primary"
            size="md"
            className="h-10 text-base"
            busy={busy}
            disabled={waitSeconds > 0}
          >
            {waitSeconds > 0 ? `Wait ${waitSeconds} s` : 'Sign in'}
          </Button>
        </form>
        {next !== '/' && (
          <p className="mt-3 text-center text-text-3 text-xs">
            After signing in, the view you came from opens again.
          </p>
        )}
      </div>
    </main>
  );
}

function RefusalNote({ refusal, waitSeconds }: { refusal: Refusal; waitSeconds: number }) {
  const over = refusal.openAt !== null && waitSeconds === 0;
  return (
    <div
      id="refusal"
      role="alert"
      className="flex items-start gap-2 rounded-control bg-failing-wash px-3 py-2 text-sm"
    >
      <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 text-failing" />
      <p>
        <span className="font-medium">{over ? 'You can try again now.' : refusal.message}</span>
        {!over && refusal.hint !== undefined && <span className="block text-text-2">{refusal.hint}</span>}
      </p>
    </div>
  );
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

/** A link from another site arrives without the cookie although one is signed in; the browser asks again from here. */
function useGoOnWhenSignedIn(next: string): void {
  useEffect(() => {
    const stop = new AbortController();
    isSignedIn(stop.signal)
      .then((signedIn) => {
        if (signedIn) window.location.replace(next);
      })
      // Not reachable: the form says so when it is used.
      .catch(() => undefined);
    return () => stop.abort();
  }, [next]);
}
