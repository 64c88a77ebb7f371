'use client';
/** A part of the dashboard as JSON, taken over when it is left and fits. */
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/components/ui/button';
import { AreaField } from './area-field';
import { readJson } from './read-json';

export interface JsonFieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly schema: z.ZodType<T>;
  readonly onValue: (value: T) => void;
  readonly rows?: number;
  readonly hint?: string;
}

export function JsonField<T>({ label, value, schema, onValue, rows = 6, hint }: JsonFieldProps<T>) {
  const given = JSON.stringify(value, null, 2);
  /** What is typed and not taken over yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? given;
  const read = draft === null ? null : readJson(draft, schema);
  const mistake = read !== null && 'mistake' in read ? read.mistake : undefined;
  return (
    <div className="grid gap-1.5">
      <AreaField
        label={label}
        value={text}
        onValue={setDraft}
        rows={Math.min(24, Math.max(rows, text.split('\n').length))}
        mono
        error={mistake}
        {...(hint === undefined ? {} : { hint })}
      />
      <div className="flex justify-end gap-1.5">
        {draft !== null && draft !== given && (
          <>
            <Button variant="quiet" onClick={() => setDraft(null)}>
              Back to what was
            </Button>
            <Button
              disabled={mistake !== undefined}
              onClick={() => {
                if (read === null || 'mistake' in read) return;
                onValue(read.value);
                setDraft(null);
              }}
            >
              Take over
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
