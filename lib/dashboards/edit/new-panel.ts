/** Panels as they begin, and a panel turned into one of another kind. Pure. */
import {
  type AskingPanel,
  asksQueries,
  type Panel,
  type PanelType,
  type Place,
  panelSchema,
} from '@/lib/dashboards/model/panel';

/** Kinds that can be added, in the order in which they are offered. */
export const NEW_PANEL_TYPES = [
  ['timeseries', 'Time series'],
  ['stat', 'Stat'],
  ['gauge', 'Gauge'],
  ['bargauge', 'Bar gauge'],
  ['table', 'Table'],
  ['heatmap', 'Heat map'],
  ['piechart', 'Pie'],
  ['statetimeline', 'State timeline'],
  ['nodegraph', 'Node graph'],
  ['text', 'Text'],
  ['alertlist', 'Alerts'],
  ['servicegraph', 'Service graph'],
  ['traces', 'Traces'],
] as const satisfies readonly (readonly [PanelType, string])[];
export type NewPanelType = (typeof NEW_PANEL_TYPES)[number][0];

/** As the kind is called. */
export function panelTypeTitle(panel: Panel): string {
  if (panel.type === 'unsupported') return `${panel.originalType} (not drawn here)`;
  return NEW_PANEL_TYPES.find(([type]) => type === panel.type)?.[1] ?? panel.type;
}

/** Grid units that a new panel of the kind takes. */
export function usualSize(type: NewPanelType): { readonly w: number; readonly h: number } {
  if (type === 'stat' || type === 'gauge') return { w: 6, h: 4 };
  if (type === 'text') return { w: 24, h: 3 };
  if (type === 'servicegraph') return { w: 24, h: 14 };
  return { w: 12, h: 8 };
}

/** A panel of the kind with one empty query, where it asks any. */
export function newPanel(type: NewPanelType, id: number, place: Place): Panel {
  return panelSchema.parse({
    type,
    id,
    place,
    title: type === 'text' ? '' : 'New panel',
    ...(type === 'text' ? { content: 'Words in **Markdown**.' } : {}),
    ...(asksAny(type) ? { targets: [newTarget('A', type)] } : {}),
  });
}

/** An empty query; a table or a graph asks for this moment. */
export function newTarget(refId: string, type: PanelType) {
  const isTable = type === 'table' || type === 'nodegraph';
  return {
    refId,
    expr: '',
    format: isTable ? 'table' : 'time_series',
    mode: isTable ? 'instant' : 'range',
  } as const;
}

/** What no query of the panel is called yet: A to Z, then A1 and on. */
export function nextRefId({ targets }: Pick<AskingPanel, 'targets'>): string {
  const taken = new Set(targets.map(({ refId }) => refId));
  for (let at = 0; ; at += 1) {
    const letter = String.fromCharCode(65 + (at % 26));
    const refId = at < 26 ? letter : `${letter}${Math.floor(at / 26)}`;
    if (!taken.has(refId)) return refId;
  }
}

/** The same panel as another kind: what both have is kept, what only the former had is gone. */
export function asType(panel: Panel, type: NewPanelType): Panel {
  if (panel.type === type) return panel;
  const begun = asksAny(type) && !asksQueries(panel) ? { targets: [newTarget('A', type)] } : {};
  const content = type === 'text' ? { content: '' } : {};
  // What the kind does not know is left out by the schema, what it lacks gets its default.
  const parsed = panelSchema.safeParse({ ...content, ...panel, ...begun, type });
  if (parsed.success) return parsed.data;
  // An option of the same name with another meaning: only what all panels have is carried over.
  const { id, title, description, place, transparent, links, repeat } = panel;
  const asked = asksQueries(panel)
    ? { targets: panel.targets, transformations: panel.transformations, field: panel.field }
    : begun;
  return panelSchema.parse({
    ...content,
    ...{ id, title, description, place, transparent, links, repeat },
    ...asked,
    type,
  });
}

function asksAny(type: NewPanelType): boolean {
  return type !== 'text' && type !== 'alertlist' && type !== 'servicegraph' && type !== 'traces';
}
