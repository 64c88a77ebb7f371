import { expect, it } from 'vitest';
import { allParts, partQuestion, type QueryPart, queryTree } from './query-tree';
import { syntaxMistake } from './syntax';

function drawn(part: QueryPart, depth = 0): string[] {
  return [
    `${'  '.repeat(depth)}${part.kind} ${part.title}`,
    ...part.children.flatMap((child) => drawn(child, depth + 1)),
  ];
}

it('shows a quantile of rates part by part', () => {
  const tree = queryTree('histogram_quantile(0.95, sum by (le) (rate(x_bucket{a="b"}[5m] offset 1h)))');
  expect(tree && drawn(tree)).toEqual([
    'function histogram_quantile',
    '  number 0.95',
    '  aggregation sum by (le)',
    '    function rate',
    '      range x_bucket{a="b"}[5m]',
  ]);
  expect(tree && allParts(tree).at(-1)?.text).toBe('x_bucket{a="b"}[5m] offset 1h');
});

it('names operators with how they match, and sees through parentheses', () => {
  const tree = queryTree('(sum(a) without (x)) / on (b) group_left (c) (-d)');
  expect(tree && drawn(tree)).toEqual([
    'operation / on (b) group_left (c)',
    '  aggregation sum without (x)',
    '    selector a',
    '  operation -',
    '    selector d',
  ]);
});

it('can ask each part by itself', () => {
  const tree = queryTree(
    'label_replace(max_over_time((a > bool 3)[5m:1m] offset 1h), "x", "$1", "y", "(.*)")',
  );
  const parts = tree === null ? [] : allParts(tree);
  expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  for (const part of parts) {
    const question = partQuestion(part);
    if (question !== null) expect(syntaxMistake(question), question).toBeNull();
  }
  expect(parts.filter(({ kind }) => kind === 'text')).toHaveLength(4);
  expect(parts.filter(({ kind }) => kind === 'subquery').map(partQuestion)).toEqual([
    'count_over_time((a > bool 3)[5m:1m] offset 1h)',
  ]);
});

it('has no tree of what is no PromQL', () => {
  expect([queryTree('sum('), queryTree('')]).toEqual([null, null]);
});
