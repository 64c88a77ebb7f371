/** Holds a search expression against one trace: whether it is one of those that are looked for, and which spans say so. */
import type { Operator } from '@/lib/expression/lexer';
import type { Trace } from '@/lib/traces/model/trace';
import { type FieldValue, readerOf } from './read-field';
import type { SpanExpression, TraceExpression, Value } from './syntax';
import { numberOf } from './value';

export interface TraceMatch {
  readonly matches: boolean;
  /** Spans that satisfy a condition which is not turned round. */
  readonly spans: number;
  /** The first of them, or −1. */
  readonly firstRow: number;
}

type Test = (row: number) => boolean;

/** Rows that satisfy a condition which is not turned round, in order. */
export function matchedRows(expression: TraceExpression, trace: Trace): Int32Array<ArrayBuffer> {
  const marks = new Uint8Array(trace.count);
  holds(expression, trace, marks, true);
  const rows = new Int32Array(marks.reduce((sum, mark) => sum + mark, 0));
  let to = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if (marks[row] !== 1) continue;
    rows[to] = row;
    to += 1;
  }
  return rows;
}

export function matchTrace(expression: TraceExpression, trace: Trace): TraceMatch {
  const rows = new Uint8Array(trace.count);
  const matches = holds(expression, trace, rows, true);
  let spans = 0;
  let firstRow = -1;
  for (let row = 0; row < rows.length; row += 1) {
    if (rows[row] !== 1) continue;
    spans += 1;
    if (firstRow < 0) firstRow = row;
  }
  return { matches, spans, firstRow };
}

/** Looks at every part, so that all spans that are meant get marked. */
function holds(expression: TraceExpression, trace: Trace, rows: Uint8Array, marks: boolean): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.parts.map((part) => holds(part, trace, rows, marks)).every(Boolean);
    case 'or':
      return expression.parts.map((part) => holds(part, trace, rows, marks)).some(Boolean);
    case 'not':
      return !holds(expression.part, trace, rows, !marks);
    case 'some': {
      const test = spanTest(expression.span, trace);
      let found = false;
      for (let row = 0; row < trace.count; row += 1) {
        if (!test(row)) continue;
        found = true;
        if (!marks) break;
        rows[row] = 1;
      }
      return found;
    }
  }
  return expression satisfies never;
}

/** The expression as a test of the rows of one trace. */
export function spanTest(expression: SpanExpression, trace: Trace): Test {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.parts.map((part) => spanTest(part, trace));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = expression.parts.map((part) => spanTest(part, trace));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = spanTest(expression.part, trace);
      return (row) => !test(row);
    }
    case 'present': {
      const read = readerOf(trace, expression.field);
      return (row) => read(row).length > 0;
    }
    case 'compare':
      return comparison(expression, trace);
  }
  return expression satisfies never;
}

function comparison(
  { field, operator, value }: Extract<SpanExpression, { kind: 'compare' }>,
  trace: Trace,
): Test {
  const read = readerOf(trace, field);
  if (field.kind === 'builtin' && field.builtin.type === 'word') {
    const wanted = (value.kind === 'text' && value.text === 'true') === (operator === '=');
    return (row) => read(row).length > 0 === wanted;
  }
  const test = comparer(operator, value);
  return (row) => {
    const values = read(row);
    return values.length > 0 && test(values);
  };
}

const TURNED: Readonly<Partial<Record<Operator, Operator>>> = {
  '!=': '=',
  '!*=': '*=',
  '!^=': '^=',
  '!$=': '$=',
  '!~': '=~',
};

/** Of several values any may do, and for a negated operator none may. */
function comparer(operator: Operator, value: Value): (values: readonly FieldValue[]) => boolean {
  const plain = TURNED[operator];
  const test = compare(plain ?? operator, value);
  return plain === undefined ? (values) => values.some(test) : (values) => !values.some(test);
}

function compare(operator: Operator, value: Value): (actual: FieldValue) => boolean {
  if (value.kind === 'pattern') return (actual) => value.test(String(actual));
  if (value.kind === 'number')
    return (actual) => typeof actual === 'number' && byNumber(operator, actual, value.value);
  const { text, number } = value;
  const lower = text.toLowerCase();
  switch (operator) {
    case '*=':
      return (actual) => String(actual).toLowerCase().includes(lower);
    case '^=':
      return (actual) => String(actual).toLowerCase().startsWith(lower);
    case '$=':
      return (actual) => String(actual).toLowerCase().endsWith(lower);
    case '=':
      return (actual) =>
        typeof actual === 'number' && number !== null ? actual === number : String(actual) === text;
    case '>':
    case '>=':
    case '<':
    case '<=':
      return (actual) => byOrder(operator, actual, text, number);
    default:
      return () => false;
  }
}

/** As numbers where both are, also where a proxy wrote its number as a text; else by text, `v10` after `v9`. */
function byOrder(operator: Operator, actual: FieldValue, text: string, number: number | null): boolean {
  const own = typeof actual === 'number' ? actual : typeof actual === 'string' ? numberOf(actual) : null;
  if (number !== null) return own !== null && byNumber(operator, own, number);
  return byNumber(operator, ORDER.compare(String(actual), text), 0);
}

const ORDER = new Intl.Collator('en', { numeric: true });

function byNumber(operator: Operator, actual: number, wanted: number): boolean {
  switch (operator) {
    case '=':
      return actual === wanted;
    case '!=':
      return actual !== wanted;
    case '>':
      return actual > wanted;
    case '>=':
      return actual >= wanted;
    case '<':
      return actual < wanted;
    case '<=':
      return actual <= wanted;
    default:
      return false;
  }
}
