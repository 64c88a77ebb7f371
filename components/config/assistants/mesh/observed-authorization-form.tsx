'use client';
/** The form for policies from traffic: a namespace, a window, and the callers that were seen in it. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type AssistantFormProps,
  type AssistantPartProps,
  AssistantWorkbench,
} from '@/components/config/assistants/assistant-workbench';
import { FieldPair } from '@/components/config/assistants/form-fields';
import { ChoiceField, FormSection, OfferedField } from '@/components/config/assistants/form-parts';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { scopeParams } from '@/components/shell/scope-codec';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import {
  type ObservedAuthorization,
  type ObservedWorkload,
  observedAuthorization,
} from '@/lib/config/assistants/mesh/observed-authorization';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { observedWorkloads } from './observed-callers';
import { ObservedRow } from './observed-row';

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
  const served = workloadsOf(mesh, state);
  const seen = (answer.data === undefined ? [] : observedWorkloads(answer.data, state.namespace)).filter(
    ({ name }) => served === null || served.has(name),
  );
  const chosen = new Map(state.workloads.map((workload) => [workload.name, workload]));
  // What was chosen before stays, also when another window shows fewer callers.
  const shown = [...seen.map((workload) => chosen.get(workload.name) ?? workload)];
  // Answers about several workloads may arrive before the form is drawn again.
  const latest = useRef(state);
  latest.current = state;
  const put = (next: ObservedWorkload) => {
    const others = latest.current.workloads.filter(({ name }) => name !== next.name);
    latest.current = { ...latest.current, workloads: [...others, next] };
    onState(latest.current);
  };
  return (
    <>
      <FormSection title="Where and when">
        <FieldPair>
          <OfferedField
            label="Namespace"
            value={state.namespace}
            onValue={(namespace) => onState({ namespace, service: '', workloads: [] })}
            offers={mesh.namespaces()}
            problem={problemOf('namespace')}
          />
          <OfferedField
            label="Service"
            placeholder="every workload"
            value={state.service}
            onValue={(service) => onState({ ...state, service, workloads: [] })}
            offers={mesh
              .ofKind('/Service')
              .filter(({ id }) => id.namespace === state.namespace)
              .map(({ id }) => id.name)}
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
          <p className="text-sm text-text-2">
            Nothing {state.service === '' ? `in ${state.namespace}` : `behind ${state.service}`} was called in
            this window.
          </p>
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
          <ObservedRow
            key={workload.name}
            workload={workload}
            namespace={state.namespace}
            seconds={Number(seconds)}
            mesh={mesh}
            onWorkload={put}
          />
        ))}
      </FormSection>
    </>
  );
}

/** Those that the chosen service sends to; null = every one. */
function workloadsOf(mesh: MeshObjects, state: ObservedAuthorization): ReadonlySet<string> | null {
  const service = state.service === '' ? null : mesh.service(state.service, state.namespace);
  return service === null ? null : new Set(mesh.workloadsOf(service).map(({ name }) => name));
}

export function ObservedAuthorizationAssistant(props: AssistantPartProps) {
  return <AssistantWorkbench {...props} assistant={observedAuthorization} Form={ObservedAuthorizationForm} />;
}
