import { describe, expect, it } from 'vitest';
import { randomAnswer } from '@/lib/graph/fixtures/random-answer';
import { PLAIN_VIEW } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';
import { jsonOf } from './json';
import { graphExportSchema } from './json-contract';

const context = {
  exportedAtSeconds: 1000,
  address: 'http://localhost/graph?find="x"',
  notes: ['only errors'],
};

describe('jsonOf', () => {
  it.each([1, 2, 3])('holds what is shown, after its contract, seed %i', (seed) => {
    const answer = randomAnswer({ seed, nodes: 50, edges: 120, namespaces: 5 });
    const folded = answer.boxes.slice(0, 2).map((box) => box.id);
    const shown = viewOf(answer, { ...PLAIN_VIEW, folded });
    const read = graphExportSchema.parse(JSON.parse(jsonOf(shown, context)));
    expect(read.nodes).toEqual(shown.nodes);
    expect(read.edges.map(({ sums: _, ...edge }) => edge)).toEqual(shown.edges);
    expect(read.folded.map((box) => box.id)).toEqual(shown.folded.map((box) => box.id));
    for (const edge of read.edges) expect(edge.sums ?? []).toEqual(shown.merged.get(edge.id) ?? []);
  });

  it('refuses another version', () => {
    const answer = randomAnswer({ seed: 1, nodes: 5, edges: 5, namespaces: 1 });
    const later = { ...JSON.parse(jsonOf(answer, context)), version: 2 };
    expect(graphExportSchema.safeParse(later).success).toBe(false);
  });
});
