import { describe, expect, it } from 'vitest';
import { splitDocuments } from './documents';

function texts(text: string): string[] {
  return splitDocuments(text)
    .filter((span) => !span.isEmpty)
    .map((span) => text.slice(span.start, span.end));
}

describe('splitDocuments', () => {
  it('returns a single document whole', () => {
    expect(texts('a: 1\nb: 2\n')).toEqual(['a: 1\nb: 2\n']);
  });

  it('splits at lines that begin with three dashes, at any of their forms', () => {
    expect(texts('a: 1\n---\nb: 2\n--- # next\nc: 3\n---\r\nd: 4\n...\n')).toEqual([
      'a: 1\n',
      'b: 2\n',
      'c: 3\n',
      'd: 4\n',
    ]);
  });

  it('does not split at dashes inside a line or longer runs', () => {
    expect(texts('a: |\n  ---\n----: x\nb: "---"\n')).toHaveLength(1);
  });

  it('gives the line of each document and marks those that hold only comments', () => {
    const spans = splitDocuments('# head\n---\na: 1\n---\n\n---\nb: 2\n');
    expect(spans.map(({ line, isEmpty }) => [line, isEmpty])).toEqual([
      [1, true],
      [3, false],
      [5, true],
      [7, false],
    ]);
  });

  it('keeps a byte order mark out of the first document', () => {
    expect(texts('\uFEFFa: 1\n')).toEqual(['a: 1\n']);
  });

  it('covers every byte between the documents', () => {
    const text = '# x\n---\na: 1\n---\nb: 2\n...\n# end\n';
    const spans = splitDocuments(text);
    expect(spans[0]?.outerStart).toBe(0);
    for (const [index, span] of spans.entries()) {
      expect(span.end).toBe(spans[index + 1]?.outerStart ?? text.length);
    }
  });
});
