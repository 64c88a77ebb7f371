import { describe, expect, it } from 'vitest';
import { pagesToShow } from './screenshot-pages';

describe('pagesToShow', () => {
  it('shows the trace that was found, and every page paused', () => {
    const pages = pagesToShow('abc');
    expect(pages.map(({ name }) => name)).toEqual(['overview', 'graph', 'traces', 'trace', 'config']);
    expect(pages.every(({ path }) => path.includes('refresh=0'))).toBe(true);
  });

  it('does without a trace where there is none', () => {
    expect(pagesToShow(null).map(({ name }) => name)).not.toContain('trace');
  });
});
