'use client';
/** The requests of a trace, recent traces, and the busiest edges: each fills the form. Loaded when it is opened. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { meshQuery } from '@/components/shell/mesh-query';
import { scopeParams, useScope } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import { traceExamplesQuery, traceQuery, traceServicesQuery } from '@/components/traces/queries';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { TextField } from '@/components/ui/text-field';
import { shortHost } from '@/lib/config/simulation/answer/words';
import { type ObservedRequest, requestOfSpan } from '@/lib/insight/request-of-span';
import { spansOf } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';
import { parseTraceId } from '@/lib/traces/trace-id';
import type { FillSource } from './fill-menu';
import { formOfEdge, formOfObserved } from './links';
import type { RequestForm } from './request-form-state';

export interface FillListsProps {
  source: FillSource;
  firstTraceId: string;
  onFill: (change: Partial<RequestForm>) => void;
}

const ROWS_AT_MOST = 60;

export function FillLists({ source, firstTraceId, onFill }: FillListsProps) {
  return source === 'edge' ? (
    <Edges onFill={onFill} />
  ) : (
    <Traced firstTraceId={firstTraceId} onFill={onFill} />
  );
}

function Traced({ firstTraceId, onFill }: Omit<FillListsProps, 'source'>) {
  const [typed, setTyped] = useState(firstTraceId);
  const traceId = parseTraceId(typed.trim());
  return (
    <div className="flex min-h-0 flex-col">
      <div className="border-line border-b p-3">
        <TextField
          label="Trace id"
          mono
          size="sm"
          value={typed}
          spellCheck={false}
          autoComplete="off"
          placeholder="paste an id, or choose below"
          error={typed.trim() !== '' && traceId === null ? '16 or 32 hexadecimal digits.' : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {traceId === null ? (
        <RecentTraces onChoose={setTyped} />
      ) : (
        <RequestsOfTrace traceId={traceId} onFill={onFill} onBack={() => setTyped('')} />
      )}
    </div>
  );
}

function RecentTraces({ onChoose }: { onChoose: (traceId: string) => void }) {
  const scope = useScope();
  const services = useQuery(traceServicesQuery);
  const [chosen, setChosen] = useState('');
  const names = services.data?.services ?? [];
  const service = chosen === '' ? (names[0] ?? '') : chosen;
  const params = scopeParams({ window: scope.window, namespaces: null });
  params.set('service', service);
  const found = useQuery({ ...traceExamplesQuery(params), enabled: service !== '' });
  const problem = services.error ?? found.error;
  if (problem !== null) return <ProblemState compact problem={problem} />;
  return (
    <>
      <div className="flex items-center gap-2 px-3 pt-2 text-text-2 text-xs">
        Recent requests at
        <Select
          label="Service"
          value={service}
          onValueChange={setChosen}
          options={names.map((value) => ({ value, label: value }))}
        />
      </div>
      <Rows isPending={services.isPending || found.isPending} none="No traces of it in the window.">
        {(found.data?.traces ?? []).slice(0, ROWS_AT_MOST).map((trace) => (
          <Row key={trace.traceId} onChoose={() => onChoose(trace.traceId)}>
            <span className="min-w-0 flex-1 truncate">{trace.rootName}</span>
            <Quantity value={trace.durationUs} unit="us" />
            <span className="w-20 text-right text-text-3">
              {ageText(Date.now() - trace.startUs / 1000)} ago
            </span>
          </Row>
        ))}
      </Rows>
    </>
  );
}

interface RequestsOfTraceProps {
  traceId: string;
  onFill: FillListsProps['onFill'];
  onBack: () => void;
}

function RequestsOfTrace({ traceId, onFill, onBack }: RequestsOfTraceProps) {
  const { data, error, isPending } = useQuery(traceQuery(traceId));
  if (error !== null) return <ProblemState compact problem={error} />;
  const requests = data === undefined ? [] : requestsIn(data.trace);
  return (
    <>
      <div className="flex items-center px-3 pt-2 text-text-2 text-xs">
        Requests of this trace
        <Button variant="quiet" className="ml-auto" onClick={onBack}>
          Other traces
        </Button>
      </div>
      <Rows isPending={isPending} none="No span of this trace tells of a request to a host of the mesh.">
        {requests.map((request, at) => (
          <Row key={`${request.host} ${at.toString()}`} onChoose={() => onFill(formOfObserved(request))}>
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium font-mono">
                {request.method ?? ''} {request.path ?? ''}
              </span>
              <span className="block truncate text-text-3">
                {request.caller?.name ?? 'somebody'} to {shortHost(request.host)}
              </span>
            </span>
          </Row>
        ))}
      </Rows>
    </>
  );
}

function requestsIn(trace: Trace): readonly ObservedRequest[] {
  const requests = [...spansOf(trace)].flatMap((span) => requestOfSpan(span) ?? []);
  const distinct = new Map(requests.map((request) => [JSON.stringify(request), request]));
  return [...distinct.values()].slice(0, ROWS_AT_MOST);
}

function Edges({ onFill }: Pick<FillListsProps, 'onFill'>) {
  const scope = useScope();
  const question = { type: 'workload', serviceNodes: 'none' } as const;
  const { data, error, isPending } = useQuery(
    meshQuery({ ...scope, namespaces: null, refreshSeconds: null }, question),
  );
  if (error !== null) return <ProblemState compact problem={error} />;
  const nodes = new Map(data?.nodes.map((node) => [node.id, node]));
  const edges = (data?.edges ?? []).flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    const form = source === undefined || target === undefined ? null : formOfEdge(edge, source, target);
    return form === null ? [] : [{ edge, form, source, target, rate: edge.requests?.requestsPerSecond ?? 0 }];
  });
  return (
    <Rows isPending={isPending} none="No calls in the window.">
      {edges
        .sort((a, b) => b.rate - a.rate)
        .slice(0, ROWS_AT_MOST)
        .map(({ edge, form, source, target, rate }) => (
          <Row key={edge.id} onChoose={() => onFill(form)}>
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{source?.name}</span>
              <span className="text-text-3"> to </span>
              <span className="font-medium">{target?.name}</span>
            </span>
            <Quantity value={rate} unit="rps" />
          </Row>
        ))}
    </Rows>
  );
}

interface RowsProps {
  isPending: boolean;
  none: string;
  children: readonly ReactNode[];
}

function Rows({ isPending, none, children }: RowsProps) {
  if (isPending) return <Skeleton className="m-3 h-40" />;
  if (children.length === 0) return <p className="p-4 text-center text-sm text-text-3">{none}</p>;
  return <ul className="min-h-0 overflow-y-auto p-1">{children}</ul>;
}

function Row({ onChoose, children }: { onChoose: () => void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="flex min-h-8 w-full items-center gap-3 rounded-tag px-2 py-1 text-left text-xs -outline-offset-2 hover:bg-raised"
      >
        {children}
      </button>
    </li>
  );
}
