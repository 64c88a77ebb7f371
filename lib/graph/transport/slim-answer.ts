/**
 * An answer without what can be computed from the rest of it: sums of codes on edges, sums of edges on nodes, ids of
 * edges. Where a sum is not what its parts say (an answer that left edges out), it is kept.
 */
import type { z } from 'zod';
import { type GraphAnswer, graphAnswerSchema } from '@/lib/graph/contract';
import { fullEdge, type SlimEdge, slimEdge } from './slim-edge';
import { edgesOfNodes, fullNode, type SlimNode, slimNode } from './slim-node';
import { atOnce, mapSteps, type Steps } from './steps';

export const slimRestSchema = graphAnswerSchema.omit({ nodes: true, edges: true });

export interface SlimAnswer {
  readonly rest: z.infer<typeof slimRestSchema>;
  readonly nodes: readonly SlimNode[];
  readonly edges: readonly SlimEdge[];
}

export function slimAnswer(answer: GraphAnswer): SlimAnswer {
  const { nodes, edges, ...rest } = answer;
  const edgesOf = edgesOfNodes(edges);
  return { rest, nodes: nodes.map((node) => slimNode(node, edgesOf(node.id))), edges: edges.map(slimEdge) };
}

/** The answer again, with numbers of six digits. Nodes and edges that did not change stay the same objects. */
export function fullAnswer(slim: SlimAnswer): GraphAnswer {
  return atOnce(fullSteps(slim));
}

/** As `fullAnswer`, with rests between rows. */
export function* fullSteps({ rest, nodes, edges }: SlimAnswer): Steps<GraphAnswer> {
  const full = yield* mapSteps(edges, fullEdge);
  const edgesOf = edgesOfNodes(full);
  return { ...rest, nodes: yield* mapSteps(nodes, (node) => fullNode(node, edgesOf(node.id))), edges: full };
}
