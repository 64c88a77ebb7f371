/**
 * Frames as nodes and edges, by the names of columns that Grafana's node graph panel reads: `id`, `title`, `subtitle`,
 * `mainstat`, `secondarystat`, `arc__*`, `color`, `detail__*`; of edges `source` and `target`, `thickness` and
 * `strokedasharray`. Upper and lower case count as the same. Pure.
 */
import type { Cell, Frame, FrameField } from '@/lib/dashboards/frames/frame';
import { fieldTitle } from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldOptions } from '@/lib/dashboards/model/field';
import type { Panel } from '@/lib/dashboards/model/panel';
import { type DisplayValue, displayValue } from './display-value';
import { fieldOptions } from './field-options';

export type NodeGraphPanel = Extract<Panel, { type: 'nodegraph' }>;

/** A column of a node's or an edge's row, with how the panel shows it. */
export interface RowField {
  readonly field: FrameField;
  readonly options: FieldOptions;
  readonly cell: Cell;
}

interface Row {
  readonly main: DisplayValue | null;
  readonly secondary: DisplayValue | null;
  /** Of the palette or `#rrggbb`; null = the place's own. */
  readonly color: string | null;
  /** Words and figures of `detail__*`. */
  readonly details: readonly { readonly title: string; readonly shown: DisplayValue }[];
  /** All columns, for links. */
  readonly row: readonly RowField[];
}

export interface GraphNode extends Row {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** Parts of a whole; shares of 0 to 1, with the colour of each. */
  readonly arcs: readonly { readonly title: string; readonly share: number; readonly color: string | null }[];
}

export interface GraphEdge extends Row {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Pixels; null = the place's own. */
  readonly thickness: number | null;
  /** As of SVG's stroke-dasharray; null = solid. */
  readonly dash: string | null;
}

export interface NodeGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Nodes and edges beyond the most that are drawn. */
  readonly leftOut: { readonly nodes: number; readonly edges: number };
}

/** More could not be told apart in a panel. */
export const MOST_NODES = 200;
export const MOST_EDGES = 800;

type Named = Pick<NodeGraphPanel, 'field' | 'nodeUnits' | 'edgeUnits' | 'arcs'>;

/** Null where no frame has the columns of nodes (`id`) or of edges (`source` and `target`). */
export function nodeGraph(frames: readonly Frame[], panel: Named): NodeGraph | null {
  const edgeFrames = frames.filter((frame) => has(frame, 'source') && has(frame, 'target'));
  const nodeFrames = frames.filter((frame) => has(frame, 'id') && !edgeFrames.includes(frame));
  if (edgeFrames.length === 0 && nodeFrames.length === 0) return null;
  const edges = edgeFrames.flatMap((frame) => rowsOf(frame, panel.field, panel.edgeUnits).flatMap(edgeOf));
  const known = nodeFrames.flatMap((frame) =>
    rowsOf(frame, panel.field, panel.nodeUnits).flatMap((row) => nodeOf(row, panel.arcs)),
  );
  const nodes = withEnds(known, edges);
  const shown = nodes.slice(0, MOST_NODES);
  const ids = new Set(shown.map(({ id }) => id));
  const between = unique(edges).filter(({ source, target }) => ids.has(source) && ids.has(target));
  return {
    nodes: shown,
    edges: between.slice(0, MOST_EDGES),
    leftOut: { nodes: nodes.length - shown.length, edges: Math.max(0, between.length - MOST_EDGES) },
  };
}

/** What edges lead to stands there too, under its id, where no row tells more. */
function withEnds(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphNode[] {
  const byId = new Map<string, GraphNode>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  for (const id of edges.flatMap(({ source, target }) => [source, target])) {
    if (!byId.has(id)) byId.set(id, { ...NOTHING, id, title: id, subtitle: '', arcs: [] });
  }
  return [...byId.values()];
}

const NOTHING: Row = { main: null, secondary: null, color: null, details: [], row: [] };

function unique(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const byId = new Map(edges.map((edge) => [edge.id, edge]));
  return [...byId.values()];
}

function has(frame: Frame, name: string): boolean {
  return frame.fields.some((field) => nameOf(field) === name);
}

function nameOf(field: FrameField): string {
  return (field.title ?? field.name).toLowerCase();
}

type Fields = ReadonlyMap<string, RowField>;
type Units = NodeGraphPanel['nodeUnits'];

function rowsOf(frame: Frame, config: FieldConfig, units: Units): readonly Fields[] {
  const columns = frame.fields.map((field) => {
    const name = nameOf(field);
    const unit = name === 'mainstat' ? units.main : name === 'secondarystat' ? units.secondary : '';
    const options = fieldOptions(config, frame, field);
    return { name, field, options: unit === '' ? options : { ...options, unit } };
  });
  return Array.from(
    { length: frame.length },
    (_, row) =>
      new Map(
        columns.map(({ name, field, options }) => [
          name,
          { field, options, cell: field.values[row] ?? null },
        ]),
      ),
  );
}

function partsOf(fields: Fields): Row {
  const color = fields.get('color');
  return {
    main: shownIn(fields.get('mainstat')),
    secondary: shownIn(fields.get('secondarystat')),
    color: color === undefined ? null : colorIn(color),
    details: [...fields].flatMap(([name, value]) =>
      name.startsWith('detail__') && value.cell !== null
        ? [{ title: value.options.displayName ?? name.slice('detail__'.length), shown: shown(value) }]
        : [],
    ),
    row: [...fields.values()],
  };
}

/** A colour that is written there, or a figure that thresholds or a scheme colour. */
function colorIn({ cell, options }: RowField): string | null {
  if (typeof cell === 'string') return cell === '' ? null : cell;
  return displayValue(cell, options, { min: null, max: null }).color;
}

function shown({ cell, options }: RowField): DisplayValue {
  return displayValue(cell, options, { min: null, max: null });
}

function shownIn(value: RowField | undefined): DisplayValue | null {
  return value === undefined || value.cell === null || value.cell === '' ? null : shown(value);
}

function textIn(fields: Fields, name: string): string {
  const cell = fields.get(name)?.cell ?? null;
  return cell === null ? '' : String(cell);
}

function nodeOf(fields: Fields, arcs: NodeGraphPanel['arcs']): readonly GraphNode[] {
  const id = textIn(fields, 'id');
  if (id === '') return [];
  const parts = [...fields].flatMap(([name, { field, options, cell }]) => {
    if (!name.startsWith('arc__') || typeof cell !== 'number' || !(cell > 0)) return [];
    const own = arcs.find((arc) => arc.field.toLowerCase() === name)?.color;
    const title = options.displayName ?? fieldTitle(field).slice('arc__'.length);
    return [{ title, share: Math.min(1, cell), color: own ?? options.color?.fixed ?? null }];
  });
  return [
    {
      ...partsOf(fields),
      id,
      title: textIn(fields, 'title') || id,
      subtitle: textIn(fields, 'subtitle'),
      arcs: parts,
    },
  ];
}

function edgeOf(fields: Fields): readonly GraphEdge[] {
  const source = textIn(fields, 'source');
  const target = textIn(fields, 'target');
  if (source === '' || target === '') return [];
  const thickness = fields.get('thickness')?.cell;
  const dash = textIn(fields, 'strokedasharray');
  return [
    {
      ...partsOf(fields),
      id: textIn(fields, 'id') || `${source}\u0000${target}`,
      source,
      target,
      thickness: typeof thickness === 'number' && thickness > 0 ? Math.min(8, Math.max(1, thickness)) : null,
      dash: /^[\d., ]+$/.test(dash) ? dash : null,
    },
  ];
}
