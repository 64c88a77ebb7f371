'use client';
/** One assistant at work: its form at the left, what it would write and what is said of that at the right. */
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type ComponentType, useEffect, useMemo, useRef, useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import type { Assistant, AssistantTarget, FieldProblem } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { Change } from '@/lib/config/changes/change';
import { objectKey } from '@/lib/config/identity';
import { readAssistantDraft, writeAssistantDraft } from './assistant-draft';
import { AssistantSkeleton } from './assistant-skeleton';
import { assistantHref } from './assistant-target';
import { RefusedNotice } from './refused-notice';
import { ResultPane } from './result-pane';
import { useStoredTexts, withTexts } from './stored-texts';
import { useResult } from './use-result';

/** What the page gives to any assistant. */
export interface AssistantPartProps {
  mesh: MeshObjects;
  target: AssistantTarget;
}

/** What an assistant's own form gets. */
export interface AssistantFormProps<S> {
  state: S;
  onState: (state: S) => void;
  mesh: MeshObjects;
  /** The message for a field, by its dotted path; undefined when it is right. */
  problemOf: (field: string) => string | undefined;
}

export interface AssistantWorkbenchProps<S> extends AssistantPartProps {
  assistant: Assistant<S>;
  Form: ComponentType<AssistantFormProps<S>>;
}

export function AssistantWorkbench<S>({ assistant, Form, mesh: slim, target }: AssistantWorkbenchProps<S>) {
  const needed = useMemo(
    () => (assistant.needs?.(slim, target) ?? []).map((id) => ({ id, value: null })),
    [assistant, slim, target],
  );
  const { stored, isPending } = useStoredTexts(needed, slim);
  const mesh = useMemo(() => withTexts(slim, stored), [slim, stored]);
  if (isPending) return <AssistantSkeleton />;
  return <ReadAssistant assistant={assistant} Form={Form} mesh={mesh} target={target} />;
}

function ReadAssistant<S>({ assistant, Form, mesh, target }: AssistantWorkbenchProps<S>) {
  const reading = useMemo(() => assistant.read(mesh, target), [assistant, mesh, target]);
  if (reading.kind === 'refused') return <RefusedNotice losses={reading.losses} target={target} />;
  return (
    <OpenAssistant
      assistant={assistant}
      Form={Form}
      mesh={mesh}
      target={target}
      found={reading.state}
      kept={reading.kept}
    />
  );
}

interface OpenAssistantProps<S> extends AssistantWorkbenchProps<S> {
  found: S;
  kept: readonly string[];
}

function OpenAssistant<S>({ assistant, Form, mesh, target, found, kept }: OpenAssistantProps<S>) {
  const [state, setState] = useAssistantState(assistant, target, found);
  const result = useResult(assistant, state, mesh);
  const problems = useMemo(() => assistant.problems(state, mesh), [assistant, state, mesh]);
  const startAgain = () => {
    writeAssistantDraft(assistant, target, null);
    setState(null);
  };
  const openSaved = useOpenSaved(assistant, target);
  const onSaved = (changes: readonly Change[]) => {
    writeAssistantDraft(assistant, target, null);
    if (openSaved(changes)) setState(null);
  };
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] overflow-auto lg:grid-cols-[minmax(400px,36%)_minmax(0,1fr)] lg:overflow-hidden">
      <form
        aria-label={assistant.about.title}
        // What a new form lacks is no mistake before anything was entered.
        data-untouched={target.kind !== 'object' && state === found ? '' : undefined}
        onSubmit={(event) => event.preventDefault()}
        className="min-w-0 border-line bg-surface lg:overflow-y-auto lg:border-r"
      >
        <p className="text-pretty border-line border-b px-4 py-2.5 text-sm text-text-2">
          {assistant.about.purpose}
        </p>
        {kept.length > 0 && <KeptNotice kept={kept} />}
        <Form
          state={state}
          onState={setState}
          mesh={mesh}
          problemOf={(field) => messageOf(problems, field)}
        />
      </form>
      <ResultPane
        about={assistant.about}
        says={assistant.says(state, mesh)}
        problems={problems}
        result={result}
        onStartAgain={startAgain}
        onSaved={onSaved}
      />
    </div>
  );
}

function KeptNotice({ kept }: { kept: readonly string[] }) {
  return (
    <div className="border-line border-b bg-canvas px-4 py-2 text-text-2 text-xs">
      <p className="font-medium">Kept as it is, though this form does not show it:</p>
      <ul className="list-disc pl-4">
        {kept.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function messageOf(problems: readonly FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}

/**
 * Goes on with what was saved as it is stored now, since places in its lists may be others than before. False where
 * no object of the change set can be opened in this assistant, so that the form stays as it is.
 */
function useOpenSaved<S>(
  { about }: Assistant<S>,
  target: AssistantTarget,
): (changes: readonly Change[]) => boolean {
  const router = useRouter();
  const scoped = useScopedHref();
  return (changes) => {
    const opened = changes.find(
      ({ id, text }) => text !== null && about.opens.includes(`${id.group}/${id.kind}`),
    );
    if (target.kind === 'object') {
      return changes.every(({ id, text }) => text !== null || objectKey(id) !== objectKey(target.id));
    }
    if (opened !== undefined) router.replace(scoped(assistantHref(about.name, opened.id)) as Route);
    return opened !== undefined;
  };
}

/** The form's state: what was left in this tab, else what the objects say; follows them until something is changed. */
function useAssistantState<S>(
  assistant: Assistant<S>,
  target: AssistantTarget,
  found: S,
): readonly [S, (state: S | null) => void] {
  const [changed, setChanged] = useState<S | null>(() => readAssistantDraft(assistant, target));
  const state = changed ?? found;
  const pristine = useRef(found);
  pristine.current = found;
  useEffect(() => {
    const isPristine = changed === null || JSON.stringify(changed) === JSON.stringify(pristine.current);
    writeAssistantDraft(assistant, target, isPristine ? null : changed);
  }, [assistant, target, changed]);
  return [state, setChanged];
}
