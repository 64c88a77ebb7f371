'use client';
/** Nothing is selected: the whole picture in figures, and what deserves a look first. */
import { AlertsElsewhere } from '@/components/graph/alerts/alerts-section';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import { failedShare } from '@/components/graph/lines/line-model';
import type { Scope } from '@/components/shell/scope';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { CodesTable, codeRows } from './codes-table';
import { LazyCharts } from './lazy-charts';
import { Figures, Nothing, PanelHead, Section } from './parts';

export interface SummaryPanelProps {
  readonly shown: ViewGraph;
  readonly elements: GraphElements | null;
  readonly scope: Scope;
  readonly onSelect: (target: GraphTarget) => void;
}

const WORST_SHOWN = 6;
const KINDS = ['failing', 'degraded', 'healthy', 'idle'] as const satisfies readonly HealthKind[];

export function SummaryPanel({ shown, elements, scope, onSelect }: SummaryPanelProps) {
  const { requests, tcp } = shown.totals;
  const share =
    requests.requestsPerSecond === 0 ? null : requests.errorsPerSecond / requests.requestsPerSecond;
  const places = new Set(shown.nodes.flatMap(({ namespace }) => namespace ?? []));
  for (const { namespace } of shown.folded) if (namespace !== null) places.add(namespace);
  const inside = shown.folded.reduce((sum, { members }) => sum + members, 0);
  return (
    <>
      <PanelHead
        title="Summary"
        note={`${shown.nodes.length + inside} nodes${inside === 0 ? '' : `, ${inside} of them in folded boxes`}, ${shown.edges.length} edges in ${places.size} ${places.size === 1 ? 'namespace' : 'namespaces'}`}
      />
      <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 text-xs">
        {KINDS.map((kind) => {
          const count =
            shown.nodes.filter((node) => node.health.kind === kind).length +
            shown.folded.reduce((sum, { healthCounts }) => sum + healthCounts[kind], 0);
          return count === 0 ? null : (
            <li key={kind} className="flex items-center gap-1">
              <HealthIcon kind={kind} label="" className="size-3.5" />
              <span className="font-medium tabular-nums">{count}</span>
              <span className="text-text-3">{kind}</span>
            </li>
          );
        })}
      </ul>
      <Figures
        figures={[
          { label: 'Requests', value: requests.requestsPerSecond, unit: 'rps' },
          {
            label: 'Errors',
            value: share,
            unit: 'share',
            tone: share !== null && share > 0 ? 'degraded' : 'plain',
          },
          {
            label: '4xx',
            value:
              requests.requestsPerSecond === 0
                ? null
                : requests.clientErrorsPerSecond / requests.requestsPerSecond,
            unit: 'share',
          },
          {
            label: 'TCP',
            value: tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond,
            unit: 'bytesPerSecond',
          },
        ]}
      />
      <Worst elements={elements} onSelect={onSelect} />
      <AlertsElsewhere />
      <Section id="traffic" title="Over the window">
        <LazyCharts of={{}} scope={scope} />
      </Section>
      <Section id="codes" title="Codes and flags">
        {requests.codes.length === 0 ? (
          <Nothing>No request in this window.</Nothing>
        ) : (
          <CodesTable rows={codeRows(requests.codes, 'grpc').slice(0, 12)} />
        )}
      </Section>
    </>
  );
}

/** The edges that fail most, by failed requests per second: what an operator would open first. */
function Worst({ elements, onSelect }: Pick<SummaryPanelProps, 'elements' | 'onSelect'>) {
  const unwell = (elements?.lines ?? [])
    .filter((line) => line.health === 'failing' || line.health === 'degraded')
    .sort((a, b) => severity(b) - severity(a));
  return (
    <Section id="worst" title="Needs attention" note={unwell.length === 0 ? '' : `${unwell.length} edges`}>
      {unwell.length === 0 && <Nothing>Every edge that is drawn is healthy or idle.</Nothing>}
      <FoldedTrouble elements={elements} onSelect={onSelect} />
      <ul>
        {unwell.slice(0, WORST_SHOWN).map((line) => (
          <li key={line.id} className="border-line border-t">
            <button
              type="button"
              onClick={() => onSelect({ kind: 'edge', id: line.id })}
              className="grid h-7 w-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 text-left text-xs hover:bg-raised"
            >
              <HealthIcon kind={line.health} className="size-3.5" />
              <span className="truncate" title={line.name}>
                {line.name}
              </span>
              <span
                className={
                  line.health === 'failing' ? 'font-medium text-failing' : 'font-medium text-degraded'
                }
              >
                <Quantity value={worstShare(line)} unit="share" />
                {failedShare(line.edge) === 0 && ' 4xx'}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Folded boxes with something inside that does not do well: their edges are not drawn. */
function FoldedTrouble({ elements, onSelect }: Pick<SummaryPanelProps, 'elements' | 'onSelect'>) {
  const stacks = (elements?.cards ?? []).flatMap(({ stack }) =>
    stack !== null && stack.healthCounts.failing + stack.healthCounts.degraded > 0 ? [stack] : [],
  );
  return (
    <ul>
      {stacks.slice(0, WORST_SHOWN).map(({ id, name, healthCounts: { failing, degraded } }) => (
        <li key={id} className="border-line border-t">
          <button
            type="button"
            onClick={() => onSelect({ kind: 'node', id })}
            className="flex h-7 w-full items-center gap-2 text-left text-xs hover:bg-raised"
          >
            <HealthIcon kind={failing > 0 ? 'failing' : 'degraded'} className="size-3.5" />
            <span className="min-w-0 flex-1 truncate">Folded: {name}</span>
            <span className="text-text-2">
              {[failing > 0 ? `${failing} failing` : '', degraded > 0 ? `${degraded} degraded` : '']
                .filter(Boolean)
                .join(', ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Failed requests; where none failed, those that were refused. */
function worstShare({ edge }: GraphElements['lines'][number]): number {
  const failed = failedShare(edge);
  const { requests } = edge;
  if (failed > 0 || requests === null || requests.requestsPerSecond === 0) return failed;
  return requests.clientErrorsPerSecond / requests.requestsPerSecond;
}

function severity(line: GraphElements['lines'][number]): number {
  return (line.health === 'failing' ? 1e6 : 0) + (line.edge.requests?.errorsPerSecond ?? 0);
}
