import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/traces/model/sample-trace';
import { parseTraceQuery } from './parser';
import type { SpanExpression, TraceExpression } from './syntax';

/** An expression in brackets, so that its shape can be read. */
function shape(text: string): string {
  const parsed = parseTraceQuery(text);
  if (parsed.kind === 'expression') return written(parsed.expression);
  return parsed.kind === 'empty'
    ? 'empty'
    : `${parsed.problem.from}-${parsed.problem.to}: ${parsed.problem.message}`;
}

function written(expression: TraceExpression | SpanExpression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return `(${expression.parts.map(written).join(` ${expression.kind} `)})`;
    case 'not':
      return `not ${written(expression.part)}`;
    case 'some':
      return `{${written(expression.span)}}`;
    case 'present':
      return fieldText(expression.field);
    case 'compare': {
      const { value } = expression;
      const right = value.kind === 'number' ? value.value : value.kind === 'text' ? `'${value.text}'` : '~';
      return `${fieldText(expression.field)}${expression.operator}${right}`;
    }
  }
}

function fieldText(field: Extract<SpanExpression, { kind: 'present' }>['field']): string {
  return field.kind === 'builtin' ? field.builtin.name : `${field.level}:${field.key}`;
}

describe('parseTraceQuery', () => {
  it.each([
    ['duration > 800ms', '{duration>800000000}'],
    ['duration > 800 ms and error', '{(duration>800000000 and error)}'],
    ['a = 1 or b = 2 and c = 3', "{(any:a='1' or (any:b='2' and any:c='3'))}"],
    ['not a = 1 and b = 2', "{(not any:a='1' and any:b='2')}"],
    ['! (a = 1 or b = 2)', "{not (any:a='1' or any:b='2')}"],
    ['http.status_code >= 500', "{any:http.status_code>='500'}"],
    ['resource.k8s.pod.name ^= reviews', "{resource:k8s.pod.name^='reviews'}"],
    ['span.version = 2', "{span:version='2'}"],
    ['.http.route', '{any:http.route}'],
    ['event.exception.type = Timeout', "{event:exception.type='Timeout'}"],
    ['kind = SERVER', "{kind='server'}"],
    ['operation contains cart', "{name*='cart'}"],
    ['name = GET*', '{name=~}'],
    ['name = "GET*"', "{name='GET*'}"],
    ['name not contains cart', "{name!*='cart'}"],
    ['rootServiceName = web and traceDuration > 2s', "{(root.service='web' and trace.duration>2000000000)}"],
  ])('reads %s', (text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  it('reads logfmt: a space is "and", a quoted name is an attribute', () => {
    expect(shape('error=true http.status_code=503 "a key"="a value"')).toBe(
      "{(error='true' and any:http.status_code='503' and any:a key='a value')}",
    );
    expect(shape('"duration"=5')).toBe("{any:duration='5'}");
    expect(shape('has retry')).toBe('{any:retry}');
    expect(shape('http.url=http://x/(a)?b={c}')).toBe("{any:http.url='http://x/(a)?b={c}'}");
  });

  it('asks for spans of their own in braces, and for one beside them', () => {
    expect(shape('{ service = a and error } and not { service = b }')).toBe(
      "({(service='a' and error)} and not {service='b'})",
    );
    expect(shape('{ error } trace.spans > 5')).toBe('({error} and {trace.spans>5})');
  });

  it.each([
    ['duration > 5', '11-12', 'needs its unit'],
    ['duration > fast', '11-15', 'Expected a duration'],
    ['duration', '8-8', 'Expected an operator'],
    ['durration > 5ms', '12-15', 'Did you mean “duration”'],
    ['trace.spans *= 5', '12-14', 'is a number'],
    ['kind = sever', '7-12', 'none of the values'],
    ['error = 1', '8-9', 'expected true, false'],
    ['eror', '0-4', 'did you mean “error”'],
    ['a = ', '4-4', 'Expected a value'],
    ['(a = 1', '0-1', 'is not closed'],
    ['a = 1)', '5-6', 'Nothing is open'],
    ['{ a = 1 )', '8-9', 'Expected “}”'],
    ['{ { error } }', '0-1', 'no other braces'],
    ['a = "b', '4-6', 'not closed'],
    ['and a = 1', '0-3', 'before “and”'],
    ['a = 1 or', '8-8', 'Expected a condition'],
    ['= 5', '0-1', 'Expected a field'],
    ['a =~ (', '5-6', 'RE2'],
    ['a not > "x" or a not startswith', '31-31', 'Expected a value'],
  ])('says of %s what is wrong and where', (text, place, message) => {
    const said = shape(text);
    expect(said).toContain(message);
    expect(said.startsWith(`${place}: `), said).toBe(true);
  });

  it('refuses what is too long, too deep or too costly', () => {
    expect(shape('a'.repeat(5000))).toContain('at most 4096');
    expect(shape(`${'('.repeat(60)}a = 1${')'.repeat(60)}`)).toContain('50 deep');
    expect(shape(Array.from({ length: 21 }, () => 'a =~ b').join(' '))).toContain('At most 20 patterns');
  });

  it('survives whatever is typed', () => {
    const seed = 11;
    const random = seededRandom(seed);
    const parts = [
      'a',
      'error',
      '=',
      '!=',
      '>',
      '(',
      ')',
      '{',
      '}',
      'and',
      'or',
      'not',
      '!',
      '"',
      "'",
      '5',
      '5ms',
      'has',
      '*',
      ' ',
      '\\',
      '😀',
      '.',
    ];
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 12) },
        () => parts[Math.floor(random() * parts.length)],
      ).join(random() < 0.5 ? ' ' : '');
      const parsed = parseTraceQuery(text);
      if (parsed.kind !== 'problem') continue;
      expect(parsed.problem.from, `seed ${seed}: ${text}`).toBeLessThanOrEqual(text.length);
      expect(parsed.problem.to).toBeLessThanOrEqual(text.length);
    }
  });
});
