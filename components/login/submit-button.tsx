'use client';
/** The button of a form, which counts down where the server asks to wait. */
import { Button } from '@/components/ui/button';
import { LOGIN_BUTTON } from './login-frame';
import type { SignInForm } from './use-sign-in';

export function SubmitButton({ form: { busy, waitSeconds } }: { form: SignInForm }) {
  return (
    <Button
      type="submit"
      variant="primary"
      size="md"
      className={LOGIN_BUTTON}
      busy={busy}
      disabled={waitSeconds > 0}
    >
      {waitSeconds > 0 ? `Wait ${waitSeconds} s` : 'Sign in'}
    </Button>
  );
}
