'use client';
/** All about a folded box: how its members are, what crosses its border, and how to open it. */
import { Layers, Maximize2 } from 'lucide-react';
import { FoldedAlertsSection } from '@/components/graph/alerts/alerts-section';
import type { GraphTarget } from '@/components/graph/emphasis';
import { Button } from '@/components/ui/button';
import { HealthIcon } from '@/components/ui/health-icon';
import type { FoldedNode, ViewGraph } from '@/lib/graph/view/view-graph';
import { CodesTable, codeRows } from './codes-table';
import { Neighbours } from './neighbours';
import { Figures, NamedThing, Nothing, PanelHead, Reason, Section } from './parts';

const KINDS = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;

export interface StackPanelProps {
  readonly stack: FoldedNode;
  readonly shown: ViewGraph;
  readonly onSelect: (target: GraphTarget | null) => void;
  readonly onUnfold: (id: string) => void;
}

export function StackPanel({ stack, shown, onSelect, onUnfold }: StackPanelProps) {
  const incoming = shown.edges.filter((edge) => edge.target === stack.id);
  const outgoing = shown.edges.filter((edge) => edge.source === stack.id);
  const requests = stack.incoming;
  const share = (part: number | undefined) =>
    part === undefined || requests === null || requests.requestsPerSecond === 0
      ? null
      : part / requests.requestsPerSecond;
  return (
    <>
      <PanelHead
        title={
          <NamedThing
            icon={<Layers aria-hidden="true" strokeWidth={1.75} />}
            name={stack.name}
            tag={stack.kind}
          />
        }
        note={`Folded ${stack.kind}: ${stack.members} nodes, ${stack.apps} services`}
        onClose={() => onSelect(null)}
      />
      <Reason health={stack.health} />
      <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-2 text-xs">
        {KINDS.filter((kind) => stack.healthCounts[kind] > 0).map((kind) => (
          <li key={kind} className="flex items-center gap-1">
            <HealthIcon kind={kind} label="" className="size-3.5" />
            <span className="font-medium tabular-nums">{stack.healthCounts[kind]}</span>
            <span className="text-text-3">{kind}</span>
          </li>
        ))}
      </ul>
      <Figures
        figures={[
          {
            label: 'Rate in',
            value: requests?.requestsPerSecond ?? null,
            unit: 'rps',
            note: 'from outside the box',
          },
          { label: 'Errors', value: share(requests?.errorsPerSecond), unit: 'share' },
          { label: 'Rate out', value: stack.outgoing?.requestsPerSecond ?? null, unit: 'rps' },
          { label: '4xx', value: share(requests?.clientErrorsPerSecond), unit: 'share' },
        ]}
      />
      <FoldedAlertsSection id={stack.id} drawnAs={shown.drawnAs} />
      <div className="px-4 pt-1">
        <Button onClick={() => onUnfold(stack.id)}>
          <Maximize2 aria-hidden="true" />
          Unfold in place
        </Button>
      </div>
      <Neighbours edges={incoming} direction="incoming" shown={shown} onSelect={onSelect} />
      <Neighbours edges={outgoing} direction="outgoing" shown={shown} onSelect={onSelect} />
      <Section id="codes" title="Codes and flags" note="of what arrives from outside">
        {requests === null || requests.codes.length === 0 ? (
          <Nothing>No request crosses its border in this window.</Nothing>
        ) : (
          <CodesTable rows={codeRows(requests.codes, 'grpc').slice(0, 12)} />
        )}
      </Section>
    </>
  );
}
