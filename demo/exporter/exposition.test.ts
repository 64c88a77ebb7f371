import { describe, expect, it } from 'vitest';
import { Exposition } from './exposition';

describe('the text that Prometheus scrapes', () => {
  it('keeps the series of a family together under its type', () => {
    const exposition = new Exposition();
    exposition.add({ __name__: 'istio_request_bytes_sum', pod: 'a' }, 3.5);
    exposition.add({ __name__: 'istio_requests_total', pod: 'a' }, 7);
    exposition.add({ __name__: 'istio_request_bytes_bucket', pod: 'a', le: '+Inf' }, 7);
    exposition.add({ __name__: 'istio_requests_total', pod: 'b' }, 1_000_000_000_000);
    expect(exposition.text()).toBe(
      [
        '# TYPE istio_requests_total counter',
        'istio_requests_total{pod="a"} 7',
        'istio_requests_total{pod="b"} 1000000000000',
        '# TYPE istio_request_bytes histogram',
        'istio_request_bytes_sum{pod="a"} 3.5',
        'istio_request_bytes_bucket{pod="a",le="+Inf"} 7',
        '',
      ].join('\n'),
    );
  });

  it('escapes what a label value may hold', () => {
    const exposition = new Exposition();
    exposition.add({ __name__: 'istio_build', tag: 'a"b\\c\nd' }, 1);
    expect(exposition.text()).toContain('istio_build{tag="a\\"b\\\\c\\nd"} 1');
  });

  it('puts the newest exemplar beside its bucket, once, in OpenMetrics', () => {
    const taken: string[] = [];
    const newest = { traceId: 'ab', valueMs: 3.5, atSeconds: 12.25 };
    const exemplars = {
      take: ({ le }: { le?: string }) => {
        taken.push(le ?? '-');
        return le === '5' ? [{ traceId: 'cd', valueMs: 4, atSeconds: 11 }, newest] : [];
      },
    } as unknown as ConstructorParameters<typeof Exposition>[0];
    const exposition = new Exposition(exemplars);
    const name = 'istio_request_duration_milliseconds_bucket';
    exposition.add({ __name__: name, le: '1' }, 0);
    exposition.add({ __name__: name, le: '5' }, 2);
    expect(taken).toEqual(['1', '5']);
    expect(exposition.text().split('\n').slice(1)).toEqual([
      `${name}{le="1"} 0`,
      `${name}{le="5"} 2 # {trace_id="ab"} 3.5 12.250`,
      '# EOF',
      '',
    ]);
  });

  it('is empty but for a line end when there is nothing', () => {
    expect(new Exposition().text()).toBe('\n');
  });
});
