'use client';
/** Panels that ask no queries: words, and what the console knows anyway. */
import type { AskingPanel, Panel } from '@/lib/dashboards/model/panel';
import { AlertListPanel } from './alert-list-panel';
import { MeshGraphPanel } from './mesh/mesh-graph-panel';
import { TracesPanel } from './mesh/traces-panel';
import { PanelNote } from './panel-note';
import { TextPanel } from './text-panel';

export interface PlainBodyProps {
  readonly panel: Exclude<Panel, AskingPanel>;
}

export function PlainBody({ panel }: PlainBodyProps) {
  switch (panel.type) {
    case 'text':
      return panel.content.trim() === '' ? (
        <PanelNote>This panel has no text.</PanelNote>
      ) : (
        <TextPanel panel={panel} />
      );
    case 'servicegraph':
      return <MeshGraphPanel panel={panel} />;
    case 'traces':
      return <TracesPanel panel={panel} />;
    case 'alertlist':
      return <AlertListPanel panel={panel} />;
  }
}
