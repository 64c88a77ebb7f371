/** The graph in Graphviz's language, boxes as clusters: `dot -Tsvg graph.dot`. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { FoldedNode, HealthKind, ViewGraph } from '@/lib/graph/view/view-graph';
import { quantityText } from '@/lib/mesh/quantity';

export interface DotInput
  extends Pick<ViewGraph, 'nodes' | 'edges' | 'boxes'>,
    Partial<Pick<ViewGraph, 'folded'>> {
  readonly title: string;
  readonly direction: 'right' | 'down';
}

const COLORS: Readonly<Record<HealthKind, string>> = {
  healthy: '#17734a',
  degraded: '#b97f10',
  failing: '#bf2424',
  idle: '#636e7c',
  unknown: '#636e7c',
};

export function dotOf(input: DotInput): string {
  const names = new Map<string, string>();
  const things = [...input.nodes, ...(input.folded ?? [])];
  for (const { id } of things) names.set(id, `n${names.size}`);
  const boxes = new Set(input.boxes.map((box) => box.id));
  const inside = new Map<string, string[]>();
  for (const thing of things) {
    const box = thing.boxes.findLast((id) => boxes.has(id)) ?? '';
    inside.set(box, [...(inside.get(box) ?? []), statement(names.get(thing.id) ?? '', thing)]);
  }
  const lines = [
    'digraph periplus {',
    `  graph [label=${dotText(input.title)}, labelloc=t, rankdir=${input.direction === 'down' ? 'TB' : 'LR'}, fontname="Inter,Helvetica,Arial"];`,
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Inter,Helvetica,Arial", fontsize=11];',
    '  edge [fontname="Inter,Helvetica,Arial", fontsize=9];',
    ...(inside.get('') ?? []).map((line) => `  ${line}`),
    ...clusters(input, null, inside, '  '),
    ...input.edges.flatMap((edge) => {
      const source = names.get(edge.source);
      const target = names.get(edge.target);
      return source === undefined || target === undefined
        ? []
        : [`  ${source} -> ${target} [${edgeAttributes(edge)}];`];
    }),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function clusters(
  input: DotInput,
  parent: string | null,
  inside: ReadonlyMap<string, readonly string[]>,
  indent: string,
): string[] {
  const known = new Set(input.boxes.map((box) => box.id));
  return input.boxes.flatMap((box, index) => {
    const own = box.parent !== null && known.has(box.parent) ? box.parent : null;
    if (own !== parent) return [];
    return [
      `${indent}subgraph cluster_${index} {`,
      `${indent}  label=${dotText(box.name)}; color="#d8dee7"; style=rounded; labeljust=l;`,
      ...(inside.get(box.id) ?? []).map((line) => `${indent}  ${line}`),
      ...clusters(input, box.id, inside, `${indent}  `),
      `${indent}}`,
    ];
  });
}

function statement(name: string, thing: GraphNode | FoldedNode): string {
  const detail = 'members' in thing ? `${thing.kind}, ${thing.members} nodes` : (thing.version ?? thing.kind);
  const style = thing.kind === 'external' ? ', style="rounded,filled,dashed"' : '';
  return `${name} [label=${dotText(`${thing.name}\n${detail}`)}, tooltip=${dotText(thing.id)}, color=${dotText(COLORS[thing.health.kind])}${style}];`;
}

function edgeAttributes(edge: GraphEdge): string {
  const { requests, tcp } = edge;
  const words: string[] = [];
  if (requests !== null) {
    words.push(quantityText(requests.requestsPerSecond, 'rps'));
    if (requests.errorsPerSecond > 0 && requests.requestsPerSecond > 0)
      words.push(`${quantityText(requests.errorsPerSecond / requests.requestsPerSecond, 'share')} err`);
  } else if (tcp !== null)
    words.push(quantityText(tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond, 'bytesPerSecond'));
  const style = edge.health.kind === 'idle' ? 'dashed' : edge.protocol === 'tcp' ? 'dotted' : 'solid';
  return `label=${dotText(words.join(', '))}, color=${dotText(COLORS[edge.health.kind])}, style=${style}`;
}

/**
 * A quoted string. Only the quote needs an escape to Graphviz's reader, but labels give meaning to a backslash,
 * so that one is doubled; a line break becomes its escape and other control characters go.
 */
export function dotText(text: string): string {
  const written = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
  return `"${written}"`;
}
