'use client';
/** Signing in with a user and a password of Periplus. */
import { type FormEvent, useRef, useState } from 'react';
import { TextField } from '@/components/ui/text-field';
import { LOGIN_CARD } from './login-frame';
import { RefusalNote, type RefusalWords } from './refusal-note';
import { SecretField } from './secret-field';
import { SubmitButton } from './submit-button';
import { useSignIn } from './use-sign-in';

export function PasswordForm({ next, refused }: { next: string; refused: RefusalWords | null }) {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const form = useSignIn(next, refused);
  const passwordField = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.attempt({ user, password }, () => {
      passwordField.current?.select();
      passwordField.current?.focus();
    });
  };
  return (
    // Before the page is alive a browser would put the password into the address; a post is refused instead.
    <form method="post" onSubmit={submit} className={LOGIN_CARD}>
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
      <SecretField
        ref={passwordField}
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        aria-describedby={form.refusal === null ? undefined : 'refusal'}
      />
      {form.refusal !== null && <RefusalNote words={form.refusal} />}
      <SubmitButton form={form} />
    </form>
  );
}
