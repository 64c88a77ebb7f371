'use client';
/** Signing in with a token of the cluster; what one may see and change is what the token may. */
import { type FormEvent, useRef, useState } from 'react';
import { LOGIN_CARD } from './login-frame';
import { RefusalNote, type RefusalWords } from './refusal-note';
import { SecretField } from './secret-field';
import { SubmitButton } from './submit-button';
import { useSignIn } from './use-sign-in';

export function TokenForm({ next, refused }: { next: string; refused: RefusalWords | null }) {
  const [token, setToken] = useState('');
  const form = useSignIn(next, refused);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.attempt({ token }, () => {
      field.current?.select();
      field.current?.focus();
    });
  };
  return (
    <form method="post" onSubmit={submit} className={LOGIN_CARD}>
      <SecretField
        ref={field}
        label="Token"
        name="token"
        mono
        // Tokens end by themselves; a browser that keeps them offers dead ones.
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={token}
        onChange={(event) => setToken(event.target.value)}
        aria-describedby={form.refusal === null ? 'token-help' : 'refusal'}
      />
      {form.refusal !== null && <RefusalNote words={form.refusal} />}
      <SubmitButton form={form} />
      <div id="token-help" className="grid gap-1.5 text-text-2 text-xs">
        <p>A token of a service account, made with</p>
        <pre className="overflow-x-auto rounded-control bg-raised px-2.5 py-2 font-mono text-text text-xs">
          kubectl create token NAME -n NAMESPACE
        </pre>
        <p>or one of your own. You see and change what that account may.</p>
      </div>
    </form>
  );
}
