/**
 * Which nodes and edges an expression is true of.
 *
 * What asks about nodes says nothing of edges and the other way round: neither it nor its negation matches there, so
 * `not traffic` finds edges only. Where `and` joins the two (which Kiali refuses), edges are found that the edge's part
 * is true of and that have an end which the node's part is true of: `ns = shop and %httperr > 5` are the failing edges
 * from or to shop. `source.` and `target.` before a node's word say which end.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import { compareValues } from './compare-values';
import type { FindContext } from './language';
import type { Expression } from './syntax';

/** Null: it says nothing of this one. */
type Truth = boolean | null;

interface Judge {
  readonly ofNodes: boolean;
  readonly ofEdges: boolean;
  readonly node: (node: GraphNode) => Truth;
  /** `end`: the end that a node's part is asked of; null where it is not asked. */
  readonly edge: (edge: GraphEdge, end: GraphNode | null) => Truth;
}

export function evaluateFind(expression: Expression, context: FindContext): GraphMatches {
  const judge = judgeOf(expression, context);
  const { nodes, edges } = context.answer;
  return {
    nodes: new Set(judge.ofNodes ? nodes.flatMap((node) => (judge.node(node) === true ? node.id : [])) : []),
    edges: new Set(
      judge.ofEdges ? edges.flatMap((edge) => (judge.edge(edge, null) === true ? edge.id : [])) : [],
    ),
  };
}

function judgeOf(expression: Expression, context: FindContext): Judge {
  switch (expression.kind) {
    case 'and':
      return allOf(
        expression.parts.map((part) => judgeOf(part, context)),
        context,
      );
    case 'or':
      return anyOf(expression.parts.map((part) => judgeOf(part, context)));
    case 'not':
      return notOf(judgeOf(expression.part, context));
    case 'compare': {
      const { operand, end, operator, value } = expression;
      const { node, edge } = operand;
      return atom(
        node && ((one) => compareValues(node(one, context), operator, value)),
        edge && ((one) => compareValues(edge(one, context), operator, value)),
        end,
        context,
      );
    }
    case 'word': {
      const { word, end } = expression;
      const { node, edge } = word;
      return atom(node && ((one) => node(one, context)), edge && ((one) => edge(one, context)), end, context);
    }
    case 'name':
      return atom((node) => isNamed(node, expression.text), undefined, null, context);
  }
  return expression satisfies never;
}

function atom(
  node: ((node: GraphNode) => Truth) | undefined,
  edge: ((edge: GraphEdge) => Truth) | undefined,
  end: 'source' | 'target' | null,
  context: FindContext,
): Judge {
  if (end !== null && node !== undefined) {
    const ofEnd = (one: GraphEdge) => {
      const found = context.node(one[end]);
      return found === undefined ? null : node(found);
    };
    return { ofNodes: false, ofEdges: true, node: () => null, edge: ofEnd };
  }
  return {
    ofNodes: node !== undefined,
    ofEdges: edge !== undefined,
    node: node ?? (() => null),
    edge: (one, asked) =>
      edge !== undefined ? edge(one) : asked === null || node === undefined ? null : node(asked),
  };
}

function allOf(parts: readonly Judge[], context: FindContext): Judge {
  const ofNodes = parts.every((part) => part.ofNodes);
  const edgesAlone = parts.every((part) => part.ofEdges);
  const mixed = !ofNodes && !edgesAlone;
  const every = (edge: GraphEdge, end: GraphNode | null) => and(parts, (part) => part.edge(edge, end));
  return {
    ofNodes,
    ofEdges: edgesAlone || mixed,
    node: (node) => (mixed ? null : and(parts, (part) => part.node(node))),
    edge: (edge, end) => {
      if (!mixed || end !== null) return every(edge, end);
      const ends = [context.node(edge.source), context.node(edge.target)].filter(
        (node) => node !== undefined,
      );
      return or(ends, (node) => every(edge, node));
    },
  };
}

function anyOf(parts: readonly Judge[]): Judge {
  return {
    ofNodes: parts.some((part) => part.ofNodes),
    ofEdges: parts.some((part) => part.ofEdges),
    node: (node) => or(parts, (part) => part.node(node)),
    edge: (edge, end) => or(parts, (part) => part.edge(edge, end)),
  };
}

function notOf(part: Judge): Judge {
  const not = (truth: Truth) => (truth === null ? null : !truth);
  return {
    ...part,
    node: (node) => not(part.node(node)),
    edge: (edge, end) => not(part.edge(edge, end)),
  };
}

/** False as soon as one is false. */
function and<T>(parts: readonly T[], truthOf: (part: T) => Truth): Truth {
  let truth: Truth = true;
  for (const part of parts) {
    const own = truthOf(part);
    if (own === false) return false;
    if (own === null) truth = null;
  }
  return truth;
}

/** True as soon as one is true. */
function or<T>(parts: readonly T[], truthOf: (part: T) => Truth): Truth {
  let truth: Truth = false;
  for (const part of parts) {
    const own = truthOf(part);
    if (own === true) return true;
    if (own === null) truth = null;
  }
  return truth;
}

/** Any of the names it goes by holds the text; `reviews v2` and `ratings service` are written as on the card. */
function isNamed(node: GraphNode, text: string): boolean {
  const called = node.version === null ? node.name : `${node.name} ${node.version}`;
  const card = node.kind === 'service' ? `${node.name} service` : called;
  return [card, node.workload, node.host, node.namespace, node.operation].some(
    (name) => name?.toLowerCase().includes(text) === true,
  );
}
