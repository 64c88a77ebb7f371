import { describe, expect, it } from 'vitest';
import {
  ageText,
  clockText,
  inputText,
  instantOfInput,
  instantText,
  spanOfText,
  withLocalInstants,
} from './time-text';

const AT = Date.UTC(2026, 2, 1, 0, 5, 9);

describe('instants', () => {
  it('are written in UTC with the zone named', () => {
    expect(instantText(AT, 'utc')).toBe('2026-03-01 00:05:09 UTC');
    expect(clockText(AT, 'utc')).toBe('00:05');
    expect(clockText(AT, 'utc', true)).toBe('00:05:09');
  });

  it('are told by the reader’s clock where the server wrote them', () => {
    expect(withLocalInstants('Known since 2026-03-01T00:05:09.120Z, not before.', 'utc')).toBe(
      'Known since 2026-03-01 00:05:09 UTC, not before.',
    );
  });

  it('survive the way through an input field in both zones', () => {
    for (const zone of ['utc', 'local'] as const) {
      expect(instantOfInput(inputText(AT, zone), zone)).toBe(AT / 1000);
    }
  });

  it('are null where the text is no date', () => {
    for (const text of ['', 'yesterday', '2026-13-01T00:00', '2026-03-01', '2026-03-01T25:00']) {
      expect(instantOfInput(text, 'utc')).toBeNull();
    }
  });
});

describe('spanOfText', () => {
  const from = Date.UTC(2026, 2, 1, 14, 0);
  const to = Date.UTC(2026, 2, 1, 14, 30);

  it('leaves out the day when it is today', () => {
    expect(spanOfText(from, to, 'utc', to)).toBe('14:00 – 14:30 UTC');
  });

  it('says the day once when both ends share it, else twice', () => {
    const later = Date.UTC(2026, 2, 3);
    expect(spanOfText(from, to, 'utc', later)).toBe('2026-03-01 14:00 – 14:30 UTC');
    expect(spanOfText(from, later, 'utc', later)).toBe('2026-03-01 14:00 – 2026-03-03 00:00 UTC');
  });
});

describe('ageText', () => {
  it('uses the largest whole unit', () => {
    expect([0, 4_900, 59_999, 60_000, 3_600_000, 47 * 3_600_000, 48 * 3_600_000].map(ageText)).toEqual([
      '0 s',
      '4 s',
      '59 s',
      '1 min',
      '1 h',
      '47 h',
      '2 d',
    ]);
  });

  it('is zero when the clock of the answer runs ahead', () => {
    expect(ageText(-3000)).toBe('0 s');
  });
});
