import { expect, it } from 'vitest';
import { textOfTime, timeOfText } from './time-clipboard';

it('is read again as it was copied', () => {
  for (const time of [
    { from: 'now-1h', to: 'now' },
    { from: 'now-1d/d', to: 'now-1d/d' },
  ]) {
    expect(timeOfText(textOfTime(time), 'UTC')).toEqual(time);
  }
  const copied = textOfTime({ from: '1764000000000', to: '1764003600000' });
  expect(copied).toBe('{"from":"2025-11-24T16:00:00.000Z","to":"2025-11-24T17:00:00.000Z"}');
  expect(timeOfText(copied, 'UTC')).toEqual({
    from: '2025-11-24T16:00:00.000Z',
    to: '2025-11-24T17:00:00.000Z',
  });
});

it('takes two times that somebody wrote', () => {
  expect(timeOfText(' now-6h to now ', 'UTC')).toEqual({ from: 'now-6h', to: 'now' });
  expect(timeOfText('2026-08-01 10:00 – 2026-08-01 11:00', 'UTC')).toEqual({
    from: '2026-08-01 10:00',
    to: '2026-08-01 11:00',
  });
});

it('takes nothing else', () => {
  for (const text of [
    '',
    'null',
    '[]',
    '{"from":"now"}',
    '{"from":"now","to":"now-1h"}',
    '{"from":{},"to":1}',
    'a to b',
    `${'x'.repeat(100_000)} to now`,
  ]) {
    expect(timeOfText(text, 'UTC')).toBeNull();
  }
});
