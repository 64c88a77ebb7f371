/**
 * The one place where the graph asks for health: of edges, nodes and boxes alike. What carries only traffic (a box, an
 * edge that the browser merges) is judged here by the defaults; `judge-graph.ts` judges by everybody's own rules.
 */
import type { Health } from '@/lib/health/contract';
import { evaluateHealth, type JudgedTraffic } from '@/lib/health/evaluate';
import type { SubjectRules } from '@/lib/health/rules';

export type { JudgedTraffic } from '@/lib/health/evaluate';

export function judge(inbound: JudgedTraffic, rules?: SubjectRules): Health {
  return evaluateHealth({ inbound }, rules);
}
