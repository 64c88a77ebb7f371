/** Why signing in came to nothing, and what to do. */
import { OctagonAlert } from 'lucide-react';

/** In words of ours: text of an address is never shown. */
export interface RefusalWords {
  readonly message: string;
  readonly hint?: string | undefined;
}

export function RefusalNote({ words: { message, hint } }: { words: RefusalWords }) {
  return (
    <div
      id="refusal"
      role="alert"
      className="flex items-start gap-2 rounded-control bg-failing-wash px-3 py-2 text-sm"
    >
      <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-failing" />
      <p className="min-w-0 break-words">
        <span className="font-medium">{message}</span>
        {hint !== undefined && <span className="block text-text-2">{hint}</span>}
      </p>
    </div>
  );
}
