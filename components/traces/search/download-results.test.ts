import { describe, expect, it } from 'vitest';
import { joined } from './download-results';

describe('joined', () => {
  it('makes one document of Jaeger’s', () => {
    expect(joined([{ data: [{ traceID: 'a' }] }, { data: [{ traceID: 'b' }] }])).toEqual({
      data: [{ traceID: 'a' }, { traceID: 'b' }],
    });
  });

  it('makes one document of OTLP, with and without envelope, also from lines', () => {
    expect(
      joined([
        { result: { resourceSpans: [1] } },
        [{ result: { resourceSpans: [2] } }, { resourceSpans: [3] }],
      ]),
    ).toEqual({ resourceSpans: [1, 2, 3] });
  });

  it('makes an empty one of nothing', () => {
    expect(joined([])).toEqual({ data: [] });
    expect(joined([null, 5, {}])).toEqual({ data: [] });
  });
});
