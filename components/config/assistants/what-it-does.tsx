/** The effect in sentences, and the writes in their order where there are several. */
import { Check, OctagonAlert } from 'lucide-react';
import { BREAKS } from '@/lib/config/assistants/assistant';
import type { ChangeStep } from '@/lib/config/changes/change';
import { objectName } from '@/lib/config/identity';

export interface WhatItDoesProps {
  says: readonly string[];
  steps: readonly ChangeStep[];
}

const VERBS = { create: 'Create', change: 'Change', delete: 'Delete' };

export function WhatItDoes({ says, steps }: WhatItDoesProps) {
  return (
    <div className="grid max-h-56 gap-2 overflow-y-auto bg-surface px-4 py-3 text-sm">
      <h2 className="font-semibold text-xs text-text-2">What it will do</h2>
      <ul className="grid gap-1">
        {says.map((sentence) => (
          <li key={sentence} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 text-pretty">
            {sentence.startsWith(BREAKS) ? (
              <OctagonAlert aria-hidden="true" className="mt-0.5 size-3.5 text-failing" />
            ) : (
              <Check aria-hidden="true" className="mt-0.5 size-3.5 text-text-3" />
            )}
            {sentence}
          </li>
        ))}
      </ul>
      {steps.length > 1 && (
        <ol
          aria-label="Order of writes"
          className="grid gap-0.5 border-line border-t pt-2 text-text-2 text-xs"
        >
          {steps.map(({ id, action, because }, index) => (
            <li key={`${action} ${objectName(id)} ${because}`}>
              <span className="tabular-nums">{index + 1}.</span> {VERBS[action]} {objectName(id)}.{' '}
              <span className="text-text-3">{because}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
