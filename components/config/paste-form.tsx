'use client';
/** YAML that somebody has already: one object or several, each of which becomes a draft. */
import { type FormEvent, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { inputBase } from '@/components/ui/text-field';
import { objectName } from '@/lib/config/identity';
import { pastedObjects } from './pasted-objects';
import { useOpenDrafts } from './use-open-drafts';

export function PasteForm({ onDone }: { onDone: () => void }) {
  const fieldId = useId();
  const openDrafts = useOpenDrafts();
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const { objects, problem } = useMemo(() => pastedObjects(text), [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null || objects.length === 0) return;
    void openDrafts(objects).then(onDone, setFailure);
  };
  return (
    <form onSubmit={submit} className="grid gap-3" noValidate>
      <div className="grid gap-1">
        <label htmlFor={fieldId} className="font-medium text-text-2 text-xs">
          YAML or JSON: a document, several, or a List
        </label>
        <textarea
          id={fieldId}
          value={text}
          rows={14}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className={`${inputBase} resize-y px-2.5 py-2 font-mono text-xs`}
        />
      </div>
      {failure !== null && <ProblemState compact problem={failure} />}
      <p aria-live="polite" className={`text-xs ${problem === null ? 'text-text-2' : 'text-failing'}`}>
        {problem ?? objects.map(({ id }) => objectName(id)).join(', ')}
      </p>
      <div className="flex justify-end gap-2">
        <Button size="md" onClick={onDone}>
          Cancel
        </Button>
        <Button size="md" variant="primary" type="submit" disabled={problem !== null || objects.length === 0}>
          {objects.length > 1 ? `Open ${objects.length} drafts` : 'Open in the editor'}
        </Button>
      </div>
    </form>
  );
}
