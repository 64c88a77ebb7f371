'use client';
/** Nodes as cards, edges as lines with their figure, laid out as the graph of the mesh is. */
import { useMemo } from 'react';
import { cssColor } from '@/components/dashboards/color';
import { routePath } from '@/components/dashboards/panels/mesh/small-picture';
import type { GraphEdge, NodeGraph } from '@/lib/dashboards/display/node-graph';
import type { EdgeRoute, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { NodeCard } from './node-card';
import { words } from './words';

const CARD = { width: 156, height: 48 } as const;
const COLUMN_GAP = 96;
const MARGIN = 10;
/** Below this cards could not be read: the panel scrolls instead. */
const LEAST_SCALE = 0.8;

export interface NodeGraphPictureProps {
  readonly title: string;
  readonly graph: NodeGraph;
  readonly width: number;
  readonly height: number;
}

export function NodeGraphPicture({ title, graph, width, height }: NodeGraphPictureProps) {
  const layout = useLayout(graph);
  const fit = Math.min((width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height);
  const scale = Math.min(1.1, Math.max(LEAST_SCALE, fit));
  const room = {
    width: Math.max(width, layout.width * scale + 2 * MARGIN),
    height: Math.max(height, layout.height * scale + 2 * MARGIN),
  };
  const left = (room.width - layout.width * scale) / 2 - layout.x * scale;
  const top = (room.height - layout.height * scale) / 2 - layout.y * scale;
  return (
    <section
      aria-label={`${title}: ${graph.nodes.length} nodes, ${graph.edges.length} edges`}
      className={fit < LEAST_SCALE ? 'overflow-auto' : 'overflow-hidden'}
      style={{ width, height }}
    >
      <div className="relative overflow-hidden" style={room}>
        <div
          className="absolute top-0 left-0 origin-top-left"
          style={{ transform: `translate(${left}px, ${top}px) scale(${scale})` }}
        >
          <svg aria-hidden="true" className="absolute top-0 left-0 overflow-visible" width={1} height={1}>
            {/* All lines before all words: no line runs through a figure. */}
            {[Line, Figures].map((Part) =>
              graph.edges.map((edge) => (
                <Part
                  key={edge.id}
                  edge={edge}
                  route={layout.edges.get(edge.id)}
                  rect={layout.nodes.get(edge.source)}
                />
              )),
            )}
          </svg>
          {graph.nodes.map((node) => (
            <NodeCard key={node.id} node={node} rect={layout.nodes.get(node.id)} />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Anew only where nodes or edges changed, not for other figures. */
function useLayout({ nodes, edges }: NodeGraph) {
  const shape = JSON.stringify([
    nodes.map(({ id }) => id),
    edges.map(({ id, source, target }) => [id, source, target]),
  ]);
  return useMemo(() => {
    const [ids, ends] = JSON.parse(shape) as [string[], [string, string, string][]];
    return layOut({
      nodes: ids.map((id) => ({ id, ...CARD, box: null })),
      boxes: [],
      edges: ends.map(([id, source, target]) => ({ id, source, target })),
      columnGap: COLUMN_GAP,
    });
  }, [shape]);
}

interface EdgeProps {
  readonly edge: GraphEdge;
  /** Undefined for an edge from a node to itself. */
  readonly route: EdgeRoute | undefined;
  /** Of its source. */
  readonly rect: Rect | undefined;
}

function Line({ edge, route, rect }: EdgeProps) {
  if (rect === undefined) return null;
  const color = cssColor(edge.color) ?? 'var(--idle)';
  return (
    <g>
      <title>{spoken(edge)}</title>
      <path
        d={route === undefined ? loop(rect) : routePath(route)}
        fill="none"
        stroke={color}
        strokeWidth={edge.thickness ?? 1.5}
        strokeDasharray={edge.dash ?? undefined}
      />
      {route !== undefined && <path d={head(route)} fill={color} />}
    </g>
  );
}

function Figures({ edge, route, rect }: EdgeProps) {
  const figures = figuresOf(edge);
  if (rect === undefined || figures.length === 0) return null;
  const at = route === undefined ? { x: rect.x + rect.width - 24, y: rect.y - 22 } : middleOf(route);
  return <Label text={figures.join(' · ')} x={at.x} y={at.y} />;
}

function figuresOf({ main, secondary }: GraphEdge): readonly string[] {
  return [main, secondary].flatMap((value) => (value === null ? [] : [words(value)]));
}

function spoken(edge: GraphEdge): string {
  const more = edge.details.map(({ title, shown }) => `${title}: ${words(shown)}`);
  return [`${edge.source} → ${edge.target}`, ...figuresOf(edge), ...more].join(', ');
}

function Label({ text, x, y }: { readonly text: string; readonly x: number; readonly y: number }) {
  const width = text.length * 6.2 + 10;
  return (
    <g>
      <rect
        x={x - width / 2}
        y={y - 8}
        width={width}
        height={16}
        rx={8}
        fill="var(--surface)"
        stroke="var(--line)"
      />
      <text x={x} y={y + 4} textAnchor="middle" fontSize={11} fill="var(--text-2)" className="tabular-nums">
        {text}
      </text>
    </g>
  );
}

function loop({ x, y, width }: Rect): string {
  const right = x + width - 12;
  return `M${right - 24} ${y}C${right - 28} ${y - 30} ${right + 4} ${y - 30} ${right} ${y}`;
}

/** A point of the line about half way. */
function middleOf({ source, target, controls }: EdgeRoute) {
  const points = [source, ...controls, target];
  const at = (points.length - 1) / 2;
  const [a = source, b = target] = [points[Math.floor(at)], points[Math.ceil(at)]];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The head of the arrow, along the line's last piece. */
function head({ source, target, controls }: EdgeRoute): string {
  const from = controls.at(-1) ?? source;
  const length = Math.hypot(target.x - from.x, target.y - from.y) || 1;
  const [x, y] = [(target.x - from.x) / length, (target.y - from.y) / length];
  const at = (along: number, across: number) =>
    `${(target.x - x * along - y * across).toFixed(1)} ${(target.y - y * along + x * across).toFixed(1)}`;
  return `M${at(0, 0)}L${at(8, 4)}L${at(8, -4)}Z`;
}
