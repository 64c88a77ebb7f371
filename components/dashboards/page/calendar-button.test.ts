import { expect, it } from 'vitest';
import { dateMath } from '@/lib/dashboards/time/date-math';
import { calendarText } from './calendar-button';

it('writes a time of the zone, which is read as the same instant when it is typed', () => {
  const atMs = Date.UTC(2026, 7, 1, 23, 5);
  const text = calendarText(atMs, 'Europe/Berlin');
  expect(text).toBe('2026-08-02T01:05');
  expect(dateMath(text.replace('T', ' '), { nowMs: 0, zone: 'Europe/Berlin' })).toBe(atMs);
});
