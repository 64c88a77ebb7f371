import { describe, expect, it } from 'vitest';
import { earlyGraphQuestion } from './early-graph';

function asked(address: Parameters<typeof earlyGraphQuestion>[0]): URL {
  return new URL(earlyGraphQuestion(address).path, 'http://periplus.test');
}

describe('earlyGraphQuestion', () => {
  it('asks for the usual window and view where the address says nothing', () => {
    const { pathname, searchParams } = asked({});
    expect(pathname).toBe('/api/graph');
    expect(Object.fromEntries(searchParams)).toEqual({ last: '600', type: 'versionedApp', latency: 'p95' });
  });

  it('keeps the window apart from the ends of a path', () => {
    const { searchParams } = asked({ from: '100', to: '160', pathFrom: 'a', pathTo: 'b', type: 'app' });
    expect(Object.fromEntries(searchParams)).toMatchObject({ from: '100', to: '160', type: 'app' });
  });

  it('reads the first of a parameter that is given twice, as the page does', () => {
    expect(asked({ type: ['service', 'app'] }).searchParams.get('type')).toBe('service');
  });

  it('asks for columns', () => {
    expect(earlyGraphQuestion({}).accept).toContain('application/vnd.periplus.graph');
  });
});
