import { describe, expect, it } from 'vitest';
import { BadQuery, durationUs, readSearchV1, readSearchV3 } from './query-parameters';

describe('the parameters of Jaeger’s searches', () => {
  it('are read in version 1', () => {
    const parameters = new URLSearchParams(
      'service=a.b&operation=GET&start=1000&end=2000&limit=5&minDuration=1.5ms&tags={"x":"1"}&tag=y:2:3',
    );
    expect(readSearchV1(parameters, 9)).toEqual({
      service: 'a.b',
      operation: 'GET',
      tags: { x: '1', y: '2:3' },
      minDurationUs: 1500,
      maxDurationUs: null,
      startUs: 1000,
      endUs: 2000,
      limit: 5,
    });
  });

  it('are read in version 3, in both spellings and to the microsecond', () => {
    const snake = readSearchV3(
      new URLSearchParams({
        'query.service_name': 'a.b',
        'query.start_time_min': '2026-11-25T17:00:00.000001Z',
        'query.start_time_max': '2026-11-25T17:00:01Z',
        'query.num_traces': '7',
      }),
    );
    const camel = readSearchV3(
      new URLSearchParams({
        'query.serviceName': 'a.b',
        'query.startTimeMin': '2026-11-25T18:00:00.000001+01:00',
        'query.startTimeMax': '2026-11-25T17:00:01Z',
        'query.searchDepth': '7',
      }),
    );
    expect(snake).toEqual(camel);
    expect(snake.endUs - snake.startUs).toBe(999_999);
  });

  it('are refused with a reason', () => {
    const read = (text: string) => () => readSearchV1(new URLSearchParams(text), 0);
    expect(read('')).toThrow(BadQuery);
    expect(read('service=a&minDuration=2s&maxDuration=1s')).toThrow(BadQuery);
    expect(read('service=a&minDuration=fast')).toThrow(BadQuery);
    expect(read('service=a&tags=no')).toThrow(BadQuery);
    expect(read('service=a&start=x')).toThrow(BadQuery);
    expect(() => readSearchV3(new URLSearchParams('query.service_name=a'))).toThrow(BadQuery);
  });

  it('take durations as Go writes them', () => {
    expect(durationUs('1h2m3s')).toBe(3_723_000_000);
    expect(durationUs('250000ns')).toBe(250);
    expect(durationUs('')).toBeNull();
  });
});
