import { describe, expect, it } from 'vitest';
import { NO_NEEDS } from './language';
import { needsOf } from './needs';
import { LONGEST_EXPRESSION, parseFind } from './parser';
import { nearest } from './vocabulary';

function problem(text: string) {
  const parsed = parseFind(text);
  if (parsed.kind !== 'problem') throw new Error(`${text} is read: ${JSON.stringify(parsed)}`);
  return parsed.problem;
}

function needs(text: string) {
  const parsed = parseFind(text);
  if (parsed.kind !== 'expression') throw new Error(text);
  return needsOf(parsed.expression);
}

describe('parseFind', () => {
  it('takes nothing for nothing', () => {
    expect(parseFind('')).toEqual({ kind: 'empty' });
    expect(parseFind('  \n')).toEqual({ kind: 'empty' });
  });

  it.each([
    // text, column from 0, words of the message
    ['frobnicate > 5', 0, 'cannot be compared'],
    ['rt > 5 and nme = cart', 11, 'Did you mean “name”?'],
    ['ns = shop and heathly', 14, 'did you mean “healthy”'],
    ['rt >', 4, 'Expected a value after “>”'],
    ['rt > fast', 5, 'Expected a number'],
    ['rt > 1,5', 5, 'with “.” for decimals'],
    ['rt > 5 KB', 7, 'Expected “and” or “or” before “KB”'],
    ['rt > 5kg', 5, 'is no unit here; expected ms, s'],
    ['rt *= 5', 3, 'is a number'],
    ['rank > 200', 7, 'from 1'],
    ['rank > 2%', 7, 'without a unit'],
    ['node = pod', 7, 'expected app, service, workload'],
    ['> 5', 0, 'Expected what to compare'],
    ['and idle', 0, 'before “and”'],
    ['idle and', 8, 'Expected a comparison'],
    ['idle or or cb', 8, 'before “or”'],
    ['(idle', 0, 'not closed'],
    ['idle)', 4, 'Nothing is open'],
    ['(idle ns = shop)', 6, 'Expected “and”, “or” or “)” before “ns”'],
    ['()', 1, 'before “)”'],
    ['idle ns = shop', 5, 'Expected “and” or “or” before “ns”'],
    ['not', 3, 'Expected a comparison'],
    ['app = "cart', 6, 'not closed'],
    ['rt and idle', 3, 'Expected an operator after “rt”'],
    ['source.rt > 5', 0, 'cannot be compared'],
    ['name =~ cart(', 8, 'not one that RE2 reads'],
    ['name =~ (?=x)', 8, 'not one that RE2 reads'],
    ['app = cart)', 10, 'Nothing is open'],
  ])('says of %s what is wrong at column %i', (text, column, words) => {
    const { from, message } = problem(text);
    expect(message).toContain(words);
    expect(from).toBe(column);
  });

  it('names the nearest word, to put in its place', () => {
    expect(problem('htpin > 5')).toMatchObject({ from: 0, to: 5, nearest: 'httpin' });
    expect(problem('node = aps')).toMatchObject({ from: 7, to: 10, nearest: 'app' });
    expect(problem('node = zebra').nearest).toBeNull();
    expect(problem('node = servce')).toMatchObject({ nearest: 'service' });
    expect(nearest('circuitbraeker')).toBe('circuitbreaker');
    expect(nearest('shop')).toBeNull();
    expect(parseFind('not api').kind).toBe('expression');
  });

  it('reads values in quotes, with brackets and with operators in them', () => {
    for (const text of [
      'app = "a \\" b"',
      "op = 'and'",
      'name =~ ^(a|b)$',
      '(name =~ (a|b))',
      'app = not',
      'op = a>b',
    ])
      expect(parseFind(text).kind, text).toBe('expression');
  });

  it('survives whatever is typed', () => {
    const parts = [
      '(',
      ')',
      '!',
      'not',
      'and',
      'name',
      '=',
      '"',
      "'",
      '>',
      '5',
      'rt',
      'label:',
      '%',
      '\\',
      '=~',
      '😀',
      'is',
      '\n',
    ];
    for (let at = 0; at < parts.length ** 3; at += 1) {
      const text = [at, at / parts.length, at / parts.length ** 2]
        .map((index) => parts[Math.floor(index) % parts.length])
        .join(at % 2 === 0 ? ' ' : '');
      const parsed = parseFind(text);
      if (parsed.kind !== 'problem') continue;
      expect(parsed.problem.from, text).toBeLessThanOrEqual(text.length);
      expect(parsed.problem.message.length, text).toBeGreaterThan(10);
    }
  });

  it('refuses what is too long, too deep, or repeats too much', () => {
    expect(problem(`app = a or ${'app = b or '.repeat(1000)} idle`).message).toContain(
      `at most ${LONGEST_EXPRESSION}`,
    );
    expect(problem(`${'('.repeat(2000)}idle`).message).toContain('deep');
    expect(problem(`${'!'.repeat(2000)}idle`).message).toContain('deep');
    expect(problem('name =~ (x{900}){900}').message).toContain('RE2');
    expect(problem('name =~ x{900}x{900}').message).toContain('repeats too much');
    expect(problem(`name =~ ${'x'.repeat(300)}`).message).toContain('at most 256');
    expect(problem(Array.from({ length: 21 }, () => 'name =~ a').join(' or ')).message).toContain(
      'At most 20',
    );
  });

  it('reads the longest expression there may be', () => {
    const text = 'app = a or '.repeat(Math.floor((LONGEST_EXPRESSION - 4) / 11)).concat('idle');
    expect(parseFind(text).kind).toBe('expression');
  });

  it('does not know the names that every object has', () => {
    expect(problem('constructor = 5').message).toContain('cannot be compared');
    expect(problem('node = constructor').message).toContain('none of the values');
    expect(problem('rt > 5constructor').message).toContain('no unit');
    expect(parseFind('__proto__ and idle').kind).toBe('expression');
  });
});

describe('needsOf', () => {
  it('names the options without which nothing would be found', () => {
    expect(needs('p99 > 500ms or p50 < 1s')).toEqual({ ...NO_NEEDS, latency: ['p50', 'p99'] });
    expect(needs('rt > 5')).toEqual({ ...NO_NEEDS, latency: ['p95'] });
    expect(needs('!mtls and throughput > 5')).toEqual({ ...NO_NEEDS, mtls: true, throughput: true });
    expect(needs('not (sourceprincipal = a)')).toEqual({ ...NO_NEEDS, mtls: true });
    expect(needs('op = GetCart')).toEqual({ ...NO_NEEDS, operations: true });
    expect(needs('node = op')).toEqual({ ...NO_NEEDS, operations: true });
    expect(needs('node = app')).toEqual(NO_NEEDS);
    expect(needs('idle')).toEqual({ ...NO_NEEDS, idleNodes: true });
    expect(needs('messages > 5')).toEqual({ ...NO_NEEDS, messages: true });
    expect(needs('changed')).toEqual({ ...NO_NEEDS, comparison: true });
    expect(needs('slow and source.healthy')).toEqual({ ...NO_NEEDS, latency: ['p95'] });
    expect(needs('cart')).toEqual(NO_NEEDS);
  });
});
