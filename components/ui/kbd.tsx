/** A key as it is printed on a keyboard. */
import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-[18px] items-center rounded-tag border border-line border-b-2 bg-canvas px-1 font-medium text-2xs text-text-3">
      {children}
    </kbd>
  );
}
