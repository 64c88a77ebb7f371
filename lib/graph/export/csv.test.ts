import { describe, expect, it } from 'vitest';
import { randomAnswer } from '@/lib/graph/fixtures/random-answer';
import { csvCell, csvOf } from './csv';
import { DIFFICULT_TEXTS } from './text-samples';

/** RFC 4180, read by the letter. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  return rows;
}

describe('csvCell', () => {
  it.each(DIFFICULT_TEXTS.map((text) => [text]))(
    'brings %j back as it was, or as text where it looked like a formula',
    (text) => {
      const [row] = parsed(`${csvCell(text)}\r\n`);
      expect([text, `'${text}`]).toContain(row?.[0]);
      expect(row?.[0]).not.toMatch(/^[=+\-@\t\r]/);
    },
  );

  it('writes numbers in full and leaves out those that are none', () => {
    expect(Number(csvCell(0.1 + 0.2))).toBe(0.1 + 0.2);
    expect(csvCell(1e-21)).toBe('1e-21');
    expect([csvCell(Number.NaN), csvCell(null)]).toEqual(['', '']);
  });
});

describe('csvOf', () => {
  it.each([1, 2, 3, 4])('holds every edge with its very numbers, seed %i', (seed) => {
    const answer = randomAnswer({ seed, nodes: 40, edges: 90, namespaces: 4, clusters: 2 });
    const names = answer.nodes.map((node, index) => ({
      ...node,
      name: DIFFICULT_TEXTS[index % DIFFICULT_TEXTS.length] ?? node.name,
    }));
    const [header = [], ...rows] = parsed(csvOf({ ...answer, nodes: names }));
    const column = (name: string) => header.indexOf(name);
    expect(rows).toHaveLength(answer.edges.length);
    answer.edges.forEach((edge, index) => {
      const row = rows[index] ?? [];
      expect(row).toHaveLength(header.length);
      expect(row[column('edge_id')]).toBe(edge.id);
      const rate = row[column('requests_per_second')];
      expect(rate === '' ? null : Number(rate)).toBe(edge.requests?.requestsPerSecond ?? null);
      const p95 = row[column('latency_p95_ms')];
      expect(p95 === '' ? null : Number(p95)).toBe(edge.latencyMs?.p95 ?? null);
    });
  });
});
