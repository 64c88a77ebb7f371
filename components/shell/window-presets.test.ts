import { describe, expect, it } from 'vitest';
import {
  draftMistake,
  scopeWindowSeconds,
  spanText,
  tooLong,
  tooShort,
  WINDOW_PRESETS,
} from './window-presets';

describe('spanText', () => {
  it('names each preset in whole units', () => {
    expect(WINDOW_PRESETS.map(spanText)).toEqual([
      '1 min',
      '5 min',
      '10 min',
      '30 min',
      '1 h',
      '3 h',
      '6 h',
      '12 h',
      '1 day',
      '2 days',
      '7 days',
      '30 days',
    ]);
  });

  it('keeps odd lengths exact', () => {
    expect(spanText(90)).toBe('90 s');
    expect(spanText(20)).toBe('20 s');
    expect(spanText(605)).toBe('10 min 5 s');
    expect(spanText(0.5)).toBe('0.5 s');
  });
});

describe('tooShort', () => {
  it('refuses windows under four scrapes and says why', () => {
    expect(tooShort(60, 15)).toBeNull();
    expect(tooShort(60, 30)).toBe(
      'Shorter than 4 scrapes: metrics arrive every 30 s, so rates need 2 min or more.',
    );
  });
});

describe('draftMistake', () => {
  const limits = { nowSeconds: 10_000, scrapeIntervalSeconds: 15, retentionSeconds: null };

  it('accepts two instants in order', () => {
    expect(draftMistake({ fromSeconds: 1000, toSeconds: 2000 }, limits)).toBeNull();
  });

  it('points at the field that is missing, reversed or in the future', () => {
    expect(draftMistake({ fromSeconds: null, toSeconds: 2000 }, limits)?.field).toBe('from');
    expect(draftMistake({ fromSeconds: 1000, toSeconds: null }, limits)?.field).toBe('to');
    expect(draftMistake({ fromSeconds: 2000, toSeconds: 1000 }, limits)).toEqual({
      field: 'to',
      message: 'The end must be later than the beginning.',
    });
    expect(draftMistake({ fromSeconds: 20_000, toSeconds: 30_000 }, limits)?.field).toBe('from');
    expect(draftMistake({ fromSeconds: 1000, toSeconds: 20_000 }, limits)?.message).toBe(
      'This is in the future.',
    );
  });

  it('lets an end pass that is less than a minute ahead of this clock', () => {
    expect(draftMistake({ fromSeconds: 1000, toSeconds: 10_030 }, limits)).toBeNull();
  });

  it('refuses a window shorter than four scrapes', () => {
    expect(draftMistake({ fromSeconds: 1000, toSeconds: 1030 }, limits)?.message).toMatch(
      /Shorter than 4 scrapes/,
    );
  });
});

describe('tooLong', () => {
  it('names how long metrics are kept, where that is known', () => {
    expect(tooLong(7 * 86_400, 2 * 86_400)).toBe('Prometheus keeps metrics for 2 days.');
    expect(tooLong(2 * 86_400, 2 * 86_400)).toBeNull();
    expect(tooLong(365 * 86_400, null)).toBeNull();
  });

  it('judges an absolute window by its beginning', () => {
    const limits = { nowSeconds: 1_000_000, scrapeIntervalSeconds: 15, retentionSeconds: 86_400 };
    expect(draftMistake({ fromSeconds: 900_000, toSeconds: 901_000 }, limits)?.field).toBe('from');
    expect(draftMistake({ fromSeconds: 950_000, toSeconds: 951_000 }, limits)).toBeNull();
  });
});

describe('scopeWindowSeconds', () => {
  it('measures both kinds of window', () => {
    expect(scopeWindowSeconds({ kind: 'last', seconds: 60 })).toBe(60);
    expect(scopeWindowSeconds({ kind: 'absolute', fromSeconds: 10, toSeconds: 40 })).toBe(30);
  });
});
