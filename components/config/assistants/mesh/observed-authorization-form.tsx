'use client';
/** The form for policies from traffic: a namespace, a window, and the callers that were seen in it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { scopeParams } from '@/components/shell/scope-codec';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ProblemState } from '@/components/ui/problem-state';
import {
  type ObservedAuthorization,
  type ObservedWorkload,
  observedAuthorization,
} from '@/lib/config/assistants/mesh/observed-authorization';
import { FieldPair } from './form-fields';
import { observedWorkloads } from './observed-callers';

const WINDOWS = [
  { value: '600', label: '10 minutes' },
  { value: '3600', label: '1 hour' },
  { value: '21600', label: '6 hours' },
] as const;

type WindowSeconds = (typeof WINDOWS)[number]['value'];

function graphParams(namespace: string, seconds: string): string {
  const params = scopeParams({ namespaces: [namespace], window: { kind: 'last', seconds: Number(seconds) } });
  params.set('type', 'workload');
  params.set('serviceNodes', 'none');
  params.set('mtls', 'true');
  return params.toString();
}

function ObservedAuthorizationForm({
  state,
  onState,
  mesh,
  problemOf,
}: AssistantFormProps<ObservedAuthorization>) {
  const [seconds, setSeconds] = useState<WindowSeconds>('3600');
  const params = graphParams(state.namespace, seconds);
  const answer = useQuery({
    queryKey: ['graph', 'observed', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    enabled: mesh.namespaces().includes(state.namespace),
    staleTime: 60_000,
  });
  const seen = answer.data === undefined ? [] : observedWorkloads(answer.data, state.namespace);
  const chosen = new Map(state.workloads.map((workload) => [workload.name, workload]));
  // What was chosen before stays, also when another window shows fewer callers.
  const shown = [...seen.map((workload) => chosen.get(workload.name) ?? workload)];
  const put = (next: ObservedWorkload) =>
    onState({ ...state, workloads: [...state.workloads.filter(({ name }) => name !== next.name), next] });
  return (
    <>
      <FormSection title="Where and when">
        <FieldPair>
          <OfferedField
            label="Namespace"
            value={state.namespace}
            onValue={(namespace) => onState({ namespace, workloads: [] })}
            offers={mesh.namespaces()}
            problem={problemOf('namespace')}
          />
          <ChoiceField
            label="Callers of the last"
            value={seconds}
            onValue={(value) => {
              setSeconds(value);
              onState({ ...state, workloads: [] });
            }}
            options={WINDOWS}
          />
        </FieldPair>
      </FormSection>
      <FormSection title="Workloads that were called">
        {answer.error !== null && (
          <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {answer.isFetching && <p className="text-sm text-text-3">Looking at the traffic…</p>}
        {answer.data !== undefined && shown.length === 0 && (
          <p className="text-sm text-text-2">Nothing in {state.namespace} was called in this window.</p>
        )}
        {shown.length > 0 && (
          <Button
            className="justify-self-start"
            onClick={() => onState({ ...state, workloads: shown.map((one) => ({ ...one, isChosen: true })) })}
          >
            Choose all
          </Button>
        )}
        {shown.map((workload) => (
          <ObservedRow key={workload.name} workload={workload} onWorkload={put} />
        ))}
      </FormSection>
    </>
  );
}

function ObservedRow({
  workload,
  onWorkload,
}: {
  workload: ObservedWorkload;
  onWorkload: (next: ObservedWorkload) => void;
}) {
  const { name, isChosen, callers } = workload;
  return (
    <div className="rounded-control border border-line bg-canvas p-2.5">
      <Checkbox
        label={name}
        checked={isChosen}
        onCheckedChange={(next) => onWorkload({ ...workload, isChosen: next })}
      />
      {isChosen && (
        <ul className="mt-1 grid gap-1 pl-6">
          {callers.map((caller) => (
            <li key={`${caller.principal} ${caller.workload}`}>
              <Checkbox
                label={caller.workload}
                hint={`${caller.principal === '' ? 'Plain text: no identity to allow' : caller.principal} · ${caller.rate.toFixed(2)} per second`}
                checked={caller.isAllowed && caller.principal !== ''}
                disabled={caller.principal === ''}
                onCheckedChange={(isAllowed) =>
                  onWorkload({
                    ...workload,
                    callers: callers.map((one) => (one === caller ? { ...one, isAllowed } : one)),
                  })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function ObservedAuthorizationAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={observedAuthorization} Form={ObservedAuthorizationForm} />;
}
