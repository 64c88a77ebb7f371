import { describe, expect, it } from 'vitest';
import { serviceSeries } from './service-colors';

describe('serviceSeries', () => {
  it('gives each of up to ten services its own colour, whatever their order', () => {
    const names = Array.from({ length: 10 }, (_, index) => `service-${index}.shop`);
    const forward = serviceSeries(names);
    expect(new Set(forward.values()).size).toBe(10);
    expect(serviceSeries([...names].reverse())).toEqual(forward);
  });

  it('gives a service alone the colour of its name, and shares evenly beyond ten', () => {
    expect(serviceSeries(['reviews.bookinfo']).get('reviews.bookinfo')).toBe(
      serviceSeries(['reviews.bookinfo', 'reviews.bookinfo']).get('reviews.bookinfo'),
    );
    const counts = new Map<number, number>();
    for (const series of serviceSeries(Array.from({ length: 30 }, (_, index) => `s${index}`)).values()) {
      counts.set(series, (counts.get(series) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(new Array(10).fill(3));
  });

  it('keeps services of one trace apart where there are more services than colours', () => {
    const names = Array.from({ length: 24 }, (_, index) => `s${index}`);
    const together = [
      names.slice(0, 6),
      names.slice(8, 14),
      names.slice(14, 20),
      ['s0', 's10', 's20', 's23'],
    ];
    const series = serviceSeries(names, together);
    for (const group of together) {
      expect(new Set(group.map((name) => series.get(name))).size).toBe(group.length);
    }
  });
});
