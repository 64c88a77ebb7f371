'use client';
/** A change set that was not written: why, what was put back, and the texts of what could not be. */
import { useQuery } from '@tanstack/react-query';
import { Check, Copy, OctagonAlert } from 'lucide-react';
import { useState } from 'react';
import { ObjectLink } from '@/components/config/object-link';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemState } from '@/components/ui/problem-state';
import { objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { failureOf } from './failure-of';

const COPIED_MS = 1500;

export function FailedWrite({ problem }: { problem: unknown }) {
  const { data: failure = null } = useQuery({
    queryKey: ['config', 'failure-read', problem instanceof AnswerProblem ? problem.data : null],
    queryFn: () => failureOf(problem),
    gcTime: 0,
  });
  return (
    <section aria-label="What was not written" className="border-line border-b">
      <ProblemState compact problem={problem} className="px-4" />
      {failure !== null && failure.restored.length > 0 && (
        <ul aria-label="Put back" className="flex flex-wrap items-center gap-2 px-4 pb-3 text-sm">
          <li className="text-text-2">Put back:</li>
          {failure.restored.map(({ id }) => (
            <li key={objectKey(id)}>
              <ObjectLink id={id} />
            </li>
          ))}
        </ul>
      )}
      {failure?.notRestored.map((entry) => (
        <NotRestored key={objectKey(entry.id)} {...entry} />
      ))}
    </section>
  );
}

/** `text` is what stood there before; null = nothing did. */
function NotRestored({ id, text, why }: { id: ObjectId; text: string | null; why: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (written: string) => {
    await navigator.clipboard.writeText(written);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <div className="grid gap-1.5 px-4 pb-3 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <OctagonAlert aria-hidden="true" className="size-4 text-failing" />
        <ObjectLink id={id} />
        <span>
          {text === null ? 'was created and could not be taken away again' : 'could not be put back'}: {why}
        </span>
        {text !== null && (
          <IconButton
            label={copied ? 'Copied' : `Copy the text of ${objectName(id)}`}
            onClick={() => void copy(text)}
          >
            {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          </IconButton>
        )}
      </p>
      {text !== null && (
        <pre className="max-h-48 overflow-auto rounded-control border border-line bg-canvas p-2 font-mono text-xs">
          {text}
        </pre>
      )}
    </div>
  );
}
