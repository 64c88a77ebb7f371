/** Lines of edges. An edge that did not change since the last picture keeps its line, so that nothing is made of it anew. */

import type { EdgeLabel } from '@/components/graph/view-state';
import type { GraphEdge } from '@/lib/graph/contract';
import type { Measures } from './edge-rate';
import { type LineEnd, type LineModel, lineModel } from './line-model';

interface Made {
  readonly choice: string;
  readonly source: LineEnd;
  readonly target: LineEnd;
  readonly line: LineModel;
}

const made = new WeakMap<GraphEdge, Made>();

export class LineModels {
  readonly #labels: readonly EdgeLabel[];
  readonly #measures: Measures;
  readonly #choice: string;
  readonly #ofSource: boolean;

  constructor(labels: readonly EdgeLabel[], measures: Measures) {
    this.#labels = labels;
    this.#measures = measures;
    this.#choice = `${labels.join(' ')} ${measures.grpc} ${measures.tcp}`;
    this.#ofSource = labels.includes('share');
  }

  of(edge: GraphEdge, source: LineEnd, target: LineEnd, quiet: boolean): LineModel {
    const before = made.get(edge);
    if (before !== undefined && before.line.quiet === quiet && this.#holds(before, source, target))
      return before.line;
    const line = lineModel(edge, source, target, this.#labels, this.#measures, quiet);
    made.set(edge, { choice: this.#choice, source, target, line });
    return line;
  }

  #holds(before: Made, source: LineEnd, target: LineEnd): boolean {
    return (
      before.choice === this.#choice &&
      before.source.name === source.name &&
      before.target.name === target.name &&
      before.target.breaks === target.breaks &&
      (!this.#ofSource || before.source.outgoing === source.outgoing)
    );
  }
}
