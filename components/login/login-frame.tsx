/** The page around every way to sign in: the name, the card, where one comes back to. */
import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';
import { LoginBackdrop } from './login-backdrop';

export function LoginFrame({ next, children }: { next: string; children: ReactNode }) {
  return (
    <main className="relative grid min-h-dvh place-items-center overflow-hidden px-4 py-10">
      <LoginBackdrop />
      <div className="relative w-full max-w-[380px]">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-9" />
          <div>
            <h1 className="font-semibold text-xl tracking-[-0.015em]">Periplus</h1>
            <p className="text-sm text-text-2">See the mesh as it runs, change it safely</p>
          </div>
        </div>
        {children}
        {next !== '/' && (
          <p className="mx-auto mt-3 w-fit rounded-tag bg-canvas px-2 py-0.5 text-center text-text-3 text-xs">
            After signing in, the view you came from opens again.
          </p>
        )}
      </div>
    </main>
  );
}

/** What the forms of all ways stand in. */
export const LOGIN_CARD = 'grid gap-4 rounded-card border border-line bg-surface p-6';

/** The one button of a form, as high as its fields. */
export const LOGIN_BUTTON = 'h-10 text-base';
