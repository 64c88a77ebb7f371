'use client';
/** The drawing of a panel that asks queries, or the reason why there is none. */
import type { PanelData } from '@/components/dashboards/data/use-panel-data';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { BarGaugePanel } from './bar-gauge-panel';
import { GaugePanel } from './gauge-panel';
import { HeatMapPanel } from './heat-map/heat-map-panel';
import { NodeGraphPanel } from './node-graph/node-graph-panel';
import { PanelNote } from './panel-note';
import { PiePanel } from './pie-panel';
import { StatPanel } from './stat-panel';
import { StateTimelinePanel } from './state-timeline/state-timeline-panel';
import { TablePanel } from './table/table-panel';
import { TimeSeriesPanel } from './time-series/time-series-panel';
import { WaitsNote } from './waits-note';

export interface AskingBodyProps {
  readonly panel: AskingPanel;
  readonly data: PanelData;
  readonly height: number;
}

export function AskingBody({ panel, data, height }: AskingBodyProps) {
  if (panel.type === 'unsupported') {
    return (
      <PanelNote>
        Panels of the kind "{panel.originalType}" are not drawn here. Its queries are kept: see "Inspect".
      </PanelNote>
    );
  }
  if (data.waitsFor.length > 0) return <WaitsNote names={data.waitsFor} />;
  if (data.failure !== null) return <ProblemState problem={data.failure} onRetry={data.retry} compact />;
  if (panel.targets.every(({ expr, hidden }) => hidden || expr.trim() === '')) {
    return <PanelNote>This panel has no query.</PanelNote>;
  }
  if (data.isLoading) return <Skeleton className="m-2 h-[calc(100%-16px)]" />;
  if (data.raw.length === 0 && data.problems.length > 0) return <Problems data={data} />;
  if (data.frames.length === 0 || data.frames.every(({ length }) => length === 0)) {
    return <PanelNote>{panel.field.defaults.noValue ?? 'No data in this window.'}</PanelNote>;
  }
  return <Drawing panel={panel} data={data} height={height} />;
}

function Problems({ data }: { readonly data: PanelData }) {
  return (
    <PanelNote>
      {data.problems.map(({ refId, message, hint }) => (
        <p key={refId} className="mb-1 text-text-2">
          {data.asked.length > 1 && <span className="font-mono">{refId} </span>}
          <span className="text-failing">{message}</span> {hint}
        </p>
      ))}
    </PanelNote>
  );
}

function Drawing({ panel, data, height }: AskingBodyProps) {
  switch (panel.type) {
    case 'timeseries':
      return <TimeSeriesPanel panel={panel} data={data} height={height} />;
    case 'stat':
      return <StatPanel panel={panel} data={data} height={height} />;
    case 'gauge':
      return <GaugePanel panel={panel} data={data} height={height} />;
    case 'bargauge':
      return <BarGaugePanel panel={panel} data={data} height={height} />;
    case 'table':
      return <TablePanel panel={panel} data={data} height={height} />;
    case 'heatmap':
      return <HeatMapPanel panel={panel} data={data} height={height} />;
    case 'piechart':
      return <PiePanel panel={panel} data={data} height={height} />;
    case 'statetimeline':
      return <StateTimelinePanel panel={panel} data={data} height={height} />;
    case 'nodegraph':
      return <NodeGraphPanel panel={panel} data={data} height={height} />;
    case 'unsupported':
      return null;
  }
}
