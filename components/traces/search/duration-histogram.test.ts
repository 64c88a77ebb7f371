import { describe, expect, it } from 'vitest';
import { durationBins } from './duration-histogram';

const traces = [1, 10, 100, 1000, 1000].map((durationUs, index) => ({ traceId: String(index), durationUs }));

describe('durationBins', () => {
  it('divides a logarithmic axis evenly by powers', () => {
    const bins = durationBins(traces, { shortestUs: 1, longestUs: 10_000, scale: 'log' }, null, 4);
    expect(bins.map((bin) => Math.round(bin.toUs))).toEqual([10, 100, 1000, 10_000]);
    expect(bins.reduce((sum, bin) => sum + bin.chosen, 0)).toBe(5);
    expect(bins.at(-1)?.chosen).toBe(2);
  });

  it('divides a linear one by equal steps, and tells the chosen apart', () => {
    const bins = durationBins(traces, { shortestUs: 0, longestUs: 2000, scale: 'linear' }, new Set(['3']), 2);
    expect(bins.map(({ chosen, others }) => [chosen, others])).toEqual([
      [0, 3],
      [1, 1],
    ]);
  });
});
