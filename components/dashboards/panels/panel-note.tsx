/** Why a panel shows nothing, in its middle. */
import type { ReactNode } from 'react';

export function PanelNote({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid h-full min-h-0 place-items-center overflow-auto px-4 text-center text-sm text-text-3">
      <div className="max-w-md text-pretty">{children}</div>
    </div>
  );
}
