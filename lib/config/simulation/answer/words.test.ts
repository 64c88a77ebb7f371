import { describe, expect, it } from 'vitest';
import { destinationText, percentText, requestsText, secondsText, sharesText, shortHost } from './words';

const host = 'reviews.bookinfo.svc.cluster.local';

describe('words of a simulated request', () => {
  it('never rounds a part up to all or down to nothing', () => {
    expect(percentText(0.8)).toBe('80 %');
    expect(percentText(0.005)).toBe('0.5 %');
    expect(percentText(0.0004)).toBe('less than 0.1 %');
    expect(percentText(0.99999)).toBe('99.9 %');
    expect(percentText(1)).toBe('100 %');
    expect(percentText(0)).toBe('0 %');
  });

  it('says half, all and other shares of the requests', () => {
    expect(requestsText(0.5)).toBe('half of the requests');
    expect(requestsText(1)).toBe('every request');
    expect(requestsText(0.1)).toBe('10 % of the requests');
  });

  it('writes short times in milliseconds', () => {
    expect(secondsText(0.25)).toBe('250 ms');
    expect(secondsText(2)).toBe('2 s');
  });

  it('shortens hosts of the mesh only', () => {
    expect(shortHost(host)).toBe('reviews');
    expect(shortHost('api.example.com')).toBe('api.example.com');
  });

  it('names a host once where only its subsets differ', () => {
    const to = (subset: string | null, share: number) => ({ host, subset, share });
    expect(destinationText(to('v2', 1))).toBe('reviews v2');
    expect(sharesText([to('v1', 0.8), to('v2', 0.2)])).toBe('reviews v1 80 %, v2 20 %');
    expect(sharesText([to(null, 0.8), { host: 'api.example.com', subset: null, share: 0.2 }])).toBe(
      'reviews 80 %, api.example.com 20 %',
    );
    expect(sharesText([])).toBe('nowhere');
  });
});
