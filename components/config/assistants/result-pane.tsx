'use client';
/** At the right of a form: what it will do in words, the texts, what was found in them, and the ways on. */
import { useState } from 'react';
import { DiffView } from '@/components/config/diff-view';
import { LinesSkeleton } from '@/components/config/editor-skeleton';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Tabs } from '@/components/ui/tabs';
import type { AssistantAbout, FieldProblem } from '@/lib/config/assistants/assistant';
import type { AssistantChange } from '@/lib/config/assistants/changes-of';
import type { Change } from '@/lib/config/changes/change';
import { objectKey } from '@/lib/config/identity';
import { ResultBar } from './result-bar';
import { ResultFindings } from './result-findings';
import type { AssistantResult } from './use-result';
import { WhatItDoes } from './what-it-does';

export interface ResultPaneProps {
  about: AssistantAbout;
  says: readonly string[];
  problems: readonly FieldProblem[];
  result: AssistantResult;
  onStartAgain: () => void;
  onSaved: (changes: readonly Change[]) => void;
}

export function ResultPane({ about, says, problems, result, onStartAgain, onSaved }: ResultPaneProps) {
  const { changes, steps, assessments, unchecked } = result;
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = changes.find(({ id }) => objectKey(id) === chosen) ?? changes[0] ?? null;
  return (
    <section
      aria-label="Result"
      className="grid min-h-[560px] min-w-0 grid-rows-[auto_auto_minmax(160px,1fr)_auto_auto] bg-canvas lg:min-h-0"
    >
      <WhatItDoes says={says} steps={steps} />
      {changes.length > 1 ? (
        <Tabs
          id="assistant-texts"
          label="Texts"
          value={shown === null ? '' : objectKey(shown.id)}
          onValueChange={setChosen}
          items={changes.map(({ id }) => ({ value: objectKey(id), label: `${id.kind} ${id.name}` }))}
          className="bg-surface"
        />
      ) : (
        <span />
      )}
      <div className="min-h-0 min-w-0 overflow-hidden border-line border-t">
        {result.problem !== null ? (
          <ProblemState problem={result.problem} />
        ) : result.isPending ? (
          <LinesSkeleton />
        ) : (
          <ChangeView change={shown} hasProblems={problems.length > 0} />
        )}
      </div>
      <ResultFindings changes={changes} assessments={assessments} unchecked={unchecked} />
      <ResultBar
        about={about}
        problems={problems}
        result={result}
        onStartAgain={onStartAgain}
        onSaved={onSaved}
      />
    </section>
  );
}

function ChangeView({ change, hasProblems }: { change: AssistantChange | null; hasProblems: boolean }) {
  if (change === null) {
    return (
      <EmptyState title={hasProblems ? 'Nothing can be written yet' : 'Nothing would change'}>
        {hasProblems
          ? 'The form names what it still needs.'
          : 'What is stored says this already. Change the form, and the difference stands here.'}
      </EmptyState>
    );
  }
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      {change.isEdited ? (
        <span />
      ) : (
        <p className="border-line border-b bg-degraded-wash px-4 py-1.5 text-xs">
          The stored text uses anchors or merge keys, so it is written anew and its comments go.
        </p>
      )}
      <DiffView
        before={change.before ?? ''}
        after={change.text ?? ''}
        beforeLabel={change.before === null ? 'Nothing is stored yet' : 'Stored now'}
        afterLabel={change.text === null ? 'Deleted' : 'As it would be'}
      />
    </div>
  );
}
