import { describe, expect, it } from 'vitest';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import { chosenFindings, findingCounts, withinScope } from './findings-filter';

function finding(
  code: string,
  severity: FindingAnswer['severity'],
  namespace: string | null,
  suppressed: string | null = null,
): FindingAnswer {
  const id = { group: 'g', kind: 'VirtualService', namespace, name: 'web' };
  return { code, severity, id, line: 1, message: 'The subset is missing.', suppressed };
}

const ALL = [
  finding('PER0101', 'error', 'shop'),
  finding('PER0101', 'error', 'shop', 'annotation periplus.io/ignore'),
  finding('PER0202', 'warning', 'bookinfo'),
  finding('PER0303', 'info', null),
];
const EVERY = { text: '', code: '', namespaces: null };

describe('findings filter', () => {
  it('counts what is suppressed apart from what counts', () => {
    expect(findingCounts(ALL)).toEqual({ all: 4, error: 1, warning: 1, info: 1, suppressed: 1 });
  });

  it('shows suppressed ones among all, never among those of a severity', () => {
    expect(chosenFindings(ALL, 'all')).toHaveLength(4);
    expect(chosenFindings(ALL, 'error').every(({ suppressed }) => suppressed === null)).toBe(true);
  });

  it('keeps what has no namespace whatever is chosen', () => {
    expect(withinScope(ALL, { ...EVERY, namespaces: ['bookinfo'] }).map(({ code }) => code)).toEqual([
      'PER0202',
      'PER0303',
    ]);
  });

  it('finds by code, object and message, all words together', () => {
    expect(withinScope(ALL, { ...EVERY, text: 'subset BOOKINFO' })).toHaveLength(1);
    expect(withinScope(ALL, { ...EVERY, code: 'PER0101' })).toHaveLength(2);
  });
});
