import { expect, it } from 'vitest';
import { traceBucket } from './bucket-search';

it('asks for the durations of the histogram’s bucket, over the step that ends at the point', () => {
  expect(traceBucket('/traces?service=a.b', 1000, 180, 15)).toEqual({
    fromSeconds: 985,
    toSeconds: 1000,
    fromValue: 100,
    toValue: 250,
    href: '/traces?service=a.b&min=100ms&max=250ms&from=985&to=1000',
  });
  expect(traceBucket('/traces?last=600', 100.5, 0.3, 10).href).toBe('/traces?max=500us&from=90&to=101');
  expect(traceBucket('/traces', 100, 1e9, 10).href).toBe('/traces?min=3600s&from=90&to=100');
});
