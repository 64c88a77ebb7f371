/** Which options the graph must be asked with, so that an expression finds what it looks for. */
import { latencyStatistics } from '@/lib/graph/vocabulary';
import { type Needs, NO_NEEDS } from './language';
import type { Expression } from './syntax';

export function needsOf(expression: Expression): Needs {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.reduce((needs, part) => bothNeeds(needs, needsOf(part)), NO_NEEDS);
    case 'not':
      return needsOf(expression.part);
    case 'compare': {
      const { operand, value } = expression;
      const drawsOperations =
        operand.words[0] === 'node' && value.kind === 'text' && value.text === 'operation';
      return { ...NO_NEEDS, ...operand.needs, ...(drawsOperations ? { operations: true } : {}) };
    }
    case 'word':
      return { ...NO_NEEDS, ...expression.word.needs };
    case 'name':
      return NO_NEEDS;
  }
  return expression satisfies never;
}

/** What either needs. */
export function bothNeeds(a: Needs, b: Needs): Needs {
  return {
    latency: latencyStatistics.filter((one) => a.latency.includes(one) || b.latency.includes(one)),
    mtls: a.mtls || b.mtls,
    throughput: a.throughput || b.throughput,
    operations: a.operations || b.operations,
    messages: a.messages || b.messages,
    idleNodes: a.idleNodes || b.idleNodes,
    comparison: a.comparison || b.comparison,
  };
}
