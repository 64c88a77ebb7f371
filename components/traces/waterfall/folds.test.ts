import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import {
  allRevealed,
  type Folds,
  firstFolds,
  foldMarks,
  isFolded,
  levelFolded,
  movedFolds,
  OPENS_FOLDED,
  readFolds,
  revealed,
  subtreeFolded,
  withFold,
  writeFolds,
} from './folds';

const A = '000000000000000a';
const B = '000000000000000b';
const C = '000000000000000c';
const D = '000000000000000d';

/** a ( b ( c ( d ) ) ) */
const chain = sampleTrace(
  { spanId: A },
  { spanId: B, parentSpanId: A },
  { spanId: C, parentSpanId: B },
  { spanId: D, parentSpanId: C },
);
const OPEN: Folds = { level: null, flipped: new Set() };
const marksOf = (folds: Folds): number[] => [...foldMarks(chain, folds)];

describe('folds', () => {
  it('are a level and what differs from it', () => {
    expect(marksOf(OPEN)).toEqual([0, 0, 0, 0]);
    expect(marksOf({ level: 1, flipped: new Set() })).toEqual([0, 1, 1, 0]);
    expect(marksOf({ level: 1, flipped: new Set([0, 1]) })).toEqual([1, 0, 1, 0]);
  });

  it('never hold a row that has nothing below it', () => {
    expect(marksOf({ level: null, flipped: new Set([3]) })).toEqual([0, 0, 0, 0]);
  });

  it('change one row at a time', () => {
    const folded = withFold(chain, OPEN, 1, true);
    expect(isFolded(chain, folded, 1)).toBe(true);
    expect(withFold(chain, folded, 1, true)).toBe(folded);
    expect(marksOf(withFold(chain, folded, 1, false))).toEqual([0, 0, 0, 0]);
  });

  it('open what hides a row, and nothing else', () => {
    expect(marksOf(revealed(chain, { level: 0, flipped: new Set() }, 2))).toEqual([0, 0, 1, 0]);
    expect(revealed(chain, OPEN, 3)).toBe(OPEN);
    expect(marksOf(allRevealed(chain, { level: 0, flipped: new Set() }, [3, 2]))).toEqual([0, 0, 0, 0]);
  });

  it('fold and unfold a whole subtree', () => {
    const folded = subtreeFolded(chain, OPEN, 1, true);
    expect(marksOf(folded)).toEqual([0, 1, 1, 0]);
    expect(marksOf(subtreeFolded(chain, folded, 1, false))).toEqual([0, 0, 0, 0]);
  });

  it('go level by level', () => {
    const once = levelFolded(chain, OPEN, -1);
    expect(marksOf(once)).toEqual([0, 0, 1, 0]);
    const twice = levelFolded(chain, once, -1);
    expect(marksOf(twice)).toEqual([0, 1, 1, 0]);
    expect(marksOf(levelFolded(chain, twice, 1))).toEqual([0, 0, 1, 0]);
    expect(levelFolded(chain, once, 1)).toEqual(OPEN);
    expect(levelFolded(chain, OPEN, 1)).toBe(OPEN);
  });

  it('stand in the address by span, as far as that has room', () => {
    const folds: Folds = { level: 2, flipped: new Set([1]) };
    expect(writeFolds(chain, folds)).toBe(`2.${B}`);
    expect(readFolds(chain, writeFolds(chain, folds))).toEqual(folds);
    expect(writeFolds(chain, OPEN)).toBeNull();
    for (const text of [null, '', 'x', '1e3', '-1']) expect(readFolds(chain, text)).toEqual(OPEN);
    expect(readFolds(chain, 'open.ffffffffffffffff')).toEqual(OPEN);
    const wide = randomTrace(200, 7);
    const many: Folds = { level: null, flipped: new Set(Array.from({ length: 150 }, (_, row) => row)) };
    expect(readFolds(wide, writeFolds(wide, many)).flipped.size).toBe(40);
  });

  it('follow their spans when more of the trace arrives', () => {
    const more = sampleTrace(
      { spanId: A },
      { spanId: D, parentSpanId: A },
      { spanId: B, parentSpanId: A, startUs: 5 },
      { spanId: C, parentSpanId: B },
    );
    expect([...movedFolds(chain, more, { level: null, flipped: new Set([1]) }).flipped]).toEqual([2]);
  });

  it('begin closed in very large traces only', () => {
    expect(firstFolds(chain).level).toBeNull();
    expect(firstFolds({ ...chain, count: OPENS_FOLDED + 1 }).level).toBe(1);
  });
});
