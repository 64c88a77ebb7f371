import { expect, it } from 'vitest';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import { expressionIn } from '@/lib/traces/trace-query';
import { searchInTrace } from './search-in-trace';

const NOTHING = { q: '', errors: false, min: '', max: '' };

it('carries nothing where nothing was asked of spans', () => {
  expect(searchInTrace({ ...NOTHING, q: '  ' })).toBe('');
});

it.each([
  [{ q: 'error or code >= 500' }, 'where error or code >= 500'],
  [{ errors: true }, 'where error'],
  [{ min: '200ms', max: '2s' }, 'where duration >= 200ms and duration <= 2s'],
  [{ q: 'a = 1 or b = 2', errors: true }, 'where (a = 1 or b = 2) and error'],
  [{ q: '{called = reviews} and not {error}' }, 'where {called = reviews} and not {error}'],
])('writes %j as an expression that can be read', (asked, written) => {
  const text = searchInTrace({ ...NOTHING, ...asked });
  expect(text).toBe(written);
  expect(parseTraceQuery(expressionIn(text)?.text ?? '').kind).toBe('expression');
});
