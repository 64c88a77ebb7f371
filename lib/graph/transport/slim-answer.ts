/**
 * An answer without what can be computed from the rest of it: sums of codes on edges, sums of edges on nodes, ids of
 * edges. Where a sum is not what its parts say (an answer that left edges out), it is kept.
 */
import type { z } from 'zod';
import { type GraphAnswer, graphAnswerSchema } from '@/lib/graph/contract';
import { fullEdge, type SlimEdge, slimEdge } from './slim-edge';
import { fullNode, nodeSums, type SlimNode, slimNode } from './slim-node';

export const slimRestSchema = graphAnswerSchema.omit({ nodes: true, edges: true });

export interface SlimAnswer {
  readonly rest: z.infer<typeof slimRestSchema>;
  readonly nodes: readonly SlimNode[];
  readonly edges: readonly SlimEdge[];
}

export function slimAnswer(answer: GraphAnswer): SlimAnswer {
  const { nodes, edges, ...rest } = answer;
  const sums = nodeSums(edges);
  return { rest, nodes: nodes.map((node) => slimNode(node, sums)), edges: edges.map(slimEdge) };
}

/** The answer again, with numbers of six digits. Edges that did not change stay the same objects. */
export function fullAnswer({ rest, nodes, edges }: SlimAnswer): GraphAnswer {
  const full = edges.map(fullEdge);
  const sums = nodeSums(full);
  return { ...rest, nodes: nodes.map((node) => fullNode(node, sums)), edges: full };
}
