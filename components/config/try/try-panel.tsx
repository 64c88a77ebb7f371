'use client';
/** The same question beside an editor: it follows the text on screen, saved or not. */
import Link from 'next/link';
import { useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { objectKey } from '@/lib/config/identity';
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import { AnswerView } from './answer-view';
import { firstRequest } from './first-request';
import { headerNote } from './header-note';
import { tryHref } from './links';
import { TextOnScreenContext } from './place-link';
import { RequestFields } from './request-fields';
import { EMPTY_FORM, type RequestForm } from './request-form-state';
import { useSimulation } from './use-simulation';

export interface TryPanelProps {
  /** The object on screen. */
  open: ObjectId;
  /** Texts that stand in place of what is stored, that on screen among them where it differs. */
  drafts: readonly Draft[];
  onLine: (line: number) => void;
}

/** What was asked beside an object, for as long as the page lives: the panel's other tabs must not lose it. */
const remembered = new Map<string, RequestForm>();

export function TryPanel({ open, drafts, onLine }: TryPanelProps) {
  const key = objectKey(open);
  const [form, setForm] = useState<RequestForm | null>(remembered.get(key) ?? null);
  const simulation = useSimulation(form ?? EMPTY_FORM, drafts);
  const { choices, choicesProblem } = simulation;
  if (choicesProblem !== null) return <ProblemState compact problem={choicesProblem} />;
  if (choices === undefined) return <Skeleton className="m-4 h-48" />;
  if (form === null) {
    return <Ready open={open} choices={choices} onStart={(first) => keep(first)} />;
  }
  function keep(next: RequestForm) {
    remembered.set(key, next);
    setForm(next);
  }
  const { answer, problem, read, isStale, askAgain } = simulation;
  const change = (part: Partial<RequestForm>) => keep({ ...form, ...part });
  return (
    <TextOnScreenContext value={{ id: open, goTo: onLine }}>
      <div className="border-line border-b p-4">
        <RequestFields
          form={form}
          read={read}
          choices={choices}
          onChange={change}
          noteOnHeader={(pair) => headerNote(pair, answer)}
        />
        <PageLink form={form} />
      </div>
      {problem !== null && <ProblemState compact problem={problem} onRetry={askAgain} />}
      {answer !== undefined && (
        <AnswerView
          answer={answer}
          isStale={isStale}
          onExternal={(provider, says) => change({ external: { ...form.external, [provider]: says } })}
        />
      )}
      {answer === undefined && problem === null && (
        <EmptyState title="Choose who calls and which host">
          The answer follows the text, before it is saved.
        </EmptyState>
      )}
    </TextOnScreenContext>
  );
}

interface ReadyProps {
  open: ObjectId;
  choices: SimulationChoices;
  onStart: (form: RequestForm) => void;
}

/** Nothing is asked before the reader wants to. */
function Ready({ open, choices, onStart }: ReadyProps) {
  return (
    <EmptyState
      title="Where would a request go?"
      action={
        <Button variant="primary" size="md" onClick={() => onStart(firstRequest(open, choices))}>
          Try a request
        </Button>
      }
    >
      Route, access and encryption of one request, with this text in place, before it is saved. Nothing is
      sent.
    </EmptyState>
  );
}

function PageLink({ form }: { form: RequestForm }) {
  const scoped = useScopedHref();
  return (
    <p className="mt-3 text-xs">
      <Link href={scoped(`${tryHref(form)}&unsaved=true`) as '/config'} prefetch={false} className="link">
        Open on a page of its own
      </Link>
    </p>
  );
}
