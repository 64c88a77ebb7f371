'use client';
/** A page to ask of one request: form at the left, answer at the right. The URL holds the request. */
import { Route } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ConfigTabs } from '@/components/config/config-tabs';
import { usePage } from '@/components/shell/page';
import { type ScopeWindow, useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SidePanel } from '@/components/ui/side-panel';
import { Skeleton } from '@/components/ui/skeleton';
import { AgreementBar } from './agreement-bar';
import { AnswerView } from './answer-view';
import { DraftChoice, useDraftChoice } from './draft-choice';
import { FillMenu } from './fill-menu';
import { headerNote } from './header-note';
import { RecentList } from './recent-list';
import { RequestFields } from './request-fields';
import { EMPTY_FORM, type RequestForm } from './request-form-state';
import { useRecentRequests } from './use-recent-requests';
import { type Simulation, useSimulation } from './use-simulation';
import { type TryState, useTryState } from './use-try-state';

export function TryPage() {
  usePage({
    title: 'Try a request',
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    without: ['namespaces', 'refresh'],
    wide: true,
    keys: [{ keys: 'Ctrl Enter', what: 'Ask again' }],
  });
  const state = useTryState();
  const { window } = useScope();
  const drafts = useDraftChoice();
  const simulation = useSimulation(state.form, drafts.chosen);
  const recent = useRecentRequests(state.form, drafts.chosen.length > 0, simulation);
  useCtrlEnter(simulation.askAgain);
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      <div className="flex min-h-0 min-w-0">
        <SidePanel
          name="try-request"
          label="Request"
          side="left"
          defaultWidth={372}
          minWidth={320}
          maxWidth={560}
        >
          <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-4">
            <h2 className="font-semibold text-sm">Request</h2>
            <span className="ml-auto flex gap-2">
              {state.form.from !== '' && (
                <Button variant="quiet" onClick={() => state.change(EMPTY_FORM)}>
                  Clear
                </Button>
              )}
              <FillMenu onFill={state.change} />
            </span>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <Form state={state} simulation={simulation} />
            <DraftChoice drafts={drafts} />
          </div>
          <RecentList
            recent={recent}
            form={state.form}
            isUnsaved={drafts.chosen.length > 0}
            onChoose={({ form, isUnsaved }) => {
              state.change(form);
              drafts.set(isUnsaved);
            }}
          />
        </SidePanel>
        <Answer simulation={simulation} state={state} window={window} />
      </div>
    </div>
  );
}

function Form({ state, simulation }: { state: TryState; simulation: Simulation }) {
  const { choices, choicesProblem, read, answer } = simulation;
  if (choicesProblem !== null) return <ProblemState compact problem={choicesProblem} />;
  if (choices === undefined) return <FormSkeleton />;
  return (
    <RequestFields
      form={state.form}
      read={read}
      choices={choices}
      onChange={state.change}
      noteOnHeader={(pair) => headerNote(pair, answer)}
    />
  );
}

function Answer({
  simulation,
  state,
  window,
}: {
  simulation: Simulation;
  state: TryState;
  window: ScopeWindow;
}) {
  const { answer, problem, request, isStale, askAgain } = simulation;
  const { form, change } = state;
  if (problem !== null && answer === undefined) {
    return <ProblemState problem={problem} onRetry={askAgain} className="flex-1" />;
  }
  if (simulation.choices === undefined && simulation.choicesProblem === null && form.from !== '') {
    return <AnswerSkeleton />;
  }
  if (answer === undefined || request === null) {
    return simulation.read.request === null ? (
      <EmptyState icon={<Route />} title={missingTitle(simulation, form)} className="flex-1">
        {isPortMissing(simulation, form)
          ? 'No service of this name is known, so that its port cannot be looked up. Name the port, and the answer stands here. Nothing is sent.'
          : 'Choose who calls and which host, and the answer stands here: where the request goes, who lets it in, whether it is encrypted, and the lines that say so. Nothing is sent.'}
      </EmptyState>
    ) : (
      <AnswerSkeleton />
    );
  }
  const onExternal = (provider: string, says: 'allow' | 'deny') =>
    change({ external: { ...form.external, [provider]: says } });
  return (
    <section aria-label="Answer" className="grid min-w-0 flex-1 grid-rows-[minmax(0,1fr)_auto]">
      <div className="min-w-0 overflow-y-auto bg-surface">
        {problem !== null && <ProblemState compact problem={problem} onRetry={askAgain} />}
        <AnswerView answer={answer} isStale={isStale} onExternal={onExternal} />
      </div>
      <AgreementBar request={request} window={window} />
    </section>
  );
}

function missingTitle(simulation: Simulation, form: RequestForm): string {
  const { read } = simulation;
  if (Object.keys(read.issues).length > 0) return 'Something in the form cannot be used yet';
  if (isPortMissing(simulation, form)) return 'Which port?';
  return read.port === null && read.host !== null ? 'The host has no port' : 'Which request?';
}

/** Everything is there but the port of a host that nothing is known of. */
function isPortMissing({ choices, read }: Simulation, form: RequestForm): boolean {
  const isAsked = form.from !== '' && form.host.trim() !== '';
  return choices !== undefined && isAsked && read.host === null && read.port === null;
}

/** The latest function under one listener. */
function useCtrlEnter(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function FormSkeleton() {
  return (
    <div className="grid gap-4">
      {['from', 'host', 'path', 'headers'].map((part) => (
        <Skeleton key={part} className="h-12 w-full" />
      ))}
    </div>
  );
}

function AnswerSkeleton() {
  return (
    <div className="grid flex-1 content-start gap-3 p-4">
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
