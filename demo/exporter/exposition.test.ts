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

  it('is empty but for a line end when there is nothing', () => {
    expect(new Exposition().text()).toBe('\n');
  });
});
