import { describe, expect, it } from 'vitest';
import { durationMs, durationText, roundInterval } from './durations';
import { autoInterval, globalValues, steps } from './globals';

const HOUR = 3_600_000;
const request = {
  fromMs: 0,
  toMs: HOUR,
  maxDataPoints: 600,
  minStepMs: null,
  scrapeMs: 15_000,
  stepFactor: 1,
};

describe('steps', () => {
  it('is the scrape interval where the range is short, and four of them for rates', () => {
    expect(steps(request)).toEqual({ stepMs: 15_000, rateIntervalMs: 60_000 });
  });

  it('grows with the range', () => {
    expect(steps({ ...request, toMs: 24 * HOUR })).toEqual({ stepMs: 120_000, rateIntervalMs: 135_000 });
  });

  it("takes the query's own least step for the scrape", () => {
    expect(steps({ ...request, minStepMs: 60_000 })).toEqual({ stepMs: 60_000, rateIntervalMs: 240_000 });
  });

  it('multiplies, and never asks for more points than Prometheus gives', () => {
    expect(steps({ ...request, stepFactor: 10 }).stepMs).toBe(150_000);
    const year = 365 * 24 * HOUR;
    const { stepMs } = steps({ ...request, toMs: year, maxDataPoints: 1_000_000, scrapeMs: 1000 });
    expect(year / stepMs).toBeLessThanOrEqual(11_000);
  });
});

it('gives auto a round length, not below its least', () => {
  expect(autoInterval(HOUR, 30, '10s')).toBe('2m');
  expect(autoInterval(60_000, 30, '10s')).toBe('10s');
});

it('knows the globals', () => {
  const values = globalValues({
    fromMs: 1000,
    toMs: 61_000,
    steps: { stepMs: 15_000, rateIntervalMs: 60_000 },
    dashboard: { uid: 'u', title: 'Mesh' },
  });
  expect(values.get('__range')).toBe('60s');
  expect(values.get('__range_ms')).toBe('60000');
  expect(values.get('__rate_interval')).toBe('1m');
  expect(values.get('__from')).toBe('1000');
});

describe('durations', () => {
  it.each([
    ['15s', 15_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['500ms', 500],
    ['30', 30_000],
    ['1d', 86_400_000],
    ['0s', null],
    ['', null],
    ['>10s', null],
    ['abc', null],
  ])('reads %j', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it('writes what PromQL takes', () => {
    expect([500, 15_000, 90_000, 3_600_000, 86_400_000, 5_400_000].map(durationText)).toEqual([
      '500ms',
      '15s',
      '90s',
      '1h',
      '1d',
      '90m',
    ]);
  });

  it('rounds to steps that people know', () => {
    expect([7, 1400, 6000, 100_000, 4e9].map(roundInterval)).toEqual([
      1, 1000, 5000, 120_000, 31_536_000_000,
    ]);
  });
});
