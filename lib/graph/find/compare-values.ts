/** Holds a value of a node or edge against the one that an expression names. */
import type { Operator } from '@/lib/expression/lexer';
import type { Value } from './syntax';

/**
 * Texts are compared without regard to case; nothing is the empty text. Of several, any may do, and none may for a
 * negated operator. A missing number is neither more nor less than anything (null), and not equal to anything.
 */
export function compareValues(
  actual: readonly string[] | number | null,
  operator: Operator,
  value: Value,
): boolean | null {
  if (typeof actual === 'number' || value.kind === 'number' || value.kind === 'nothing')
    return compareNumber(typeof actual === 'number' ? actual : null, operator, value);
  const texts = actual === null || actual.length === 0 ? [''] : actual;
  return compareTexts(texts, operator, value);
}

function compareNumber(actual: number | null, operator: Operator, value: Value): boolean | null {
  // Kiali: `= NaN` is no activity, be it 0 or nothing at all.
  if (value.kind === 'nothing') return (actual === null || actual === 0) === (operator === '=');
  if (value.kind !== 'number') return null;
  if (operator === '=') return actual !== null && equal(actual, value);
  if (operator === '!=') return actual === null || !equal(actual, value);
  if (actual === null) return null;
  switch (operator) {
    case '>':
      return actual > value.value;
    case '>=':
      return actual >= value.value;
    case '<':
      return actual < value.value;
    case '<=':
      return actual <= value.value;
    default:
      return null;
  }
}

/** Equal to as many digits as were written: 12.34 rps is 12.3. */
function equal(actual: number, { value, within }: Extract<Value, { kind: 'number' }>): boolean {
  return actual === value || Math.abs(actual - value) < within;
}

function compareTexts(texts: readonly string[], operator: Operator, value: Value): boolean | null {
  if (value.kind === 'pattern') {
    const found = texts.some((text) => value.test(text));
    return operator === '!~' ? !found : found;
  }
  if (value.kind !== 'text') return null;
  const wanted = value.text;
  const any = (is: (text: string) => boolean) => texts.some((text) => is(text.toLowerCase()));
  switch (operator) {
    case '=':
      return any((text) => text === wanted);
    case '!=':
      return !any((text) => text === wanted);
    case '*=':
      return any((text) => text.includes(wanted));
    case '!*=':
      return !any((text) => text.includes(wanted));
    case '^=':
      return any((text) => text.startsWith(wanted));
    case '!^=':
      return !any((text) => text.startsWith(wanted));
    case '$=':
      return any((text) => text.endsWith(wanted));
    case '!$=':
      return !any((text) => text.endsWith(wanted));
    case '>':
      return any((text) => order(text, wanted) > 0);
    case '>=':
      return any((text) => order(text, wanted) >= 0);
    case '<':
      return any((text) => order(text, wanted) < 0);
    case '<=':
      return any((text) => order(text, wanted) <= 0);
    case '=~':
    case '!~':
      return null;
  }
  return operator satisfies never;
}

/** Numbers inside texts by their value: v10 comes after v9. */
const byNumber = new Intl.Collator('en', { numeric: true });

function order(a: string, b: string): number {
  return byNumber.compare(a, b);
}
