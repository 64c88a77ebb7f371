import { expect, it } from 'vitest';
import { fieldsOfTime, movesWithClock, timeOfFields } from './time-state';

const none = { from: null, to: null, last: null };

it("reads the console's own window and the times of dashboards", () => {
  expect(timeOfFields(none)).toBeNull();
  expect(timeOfFields({ ...none, last: '600' })).toEqual({ from: 'now-10m', to: 'now' });
  expect(timeOfFields({ ...none, last: '86400' })?.from).toBe('now-1d');
  expect(timeOfFields({ ...none, last: '5400' })?.from).toBe('now-90m');
  expect(timeOfFields({ ...none, last: '90.5' })?.from).toBe('now-90.5s');
  expect(timeOfFields({ ...none, from: '1785578400', to: '1785578460.5' })).toEqual({
    from: '1785578400000',
    to: '1785578460500',
  });
  expect(timeOfFields({ ...none, from: 'now-1d/d', to: 'now-1d/d' })).toEqual({
    from: 'now-1d/d',
    to: 'now-1d/d',
  });
});

it.each([
  [
    { from: 'now-6h', to: 'now' },
    { from: null, to: null, last: '21600' },
  ],
  [
    { from: 'now-1d/d', to: 'now' },
    { from: 'now-1d/d', to: 'now', last: null },
  ],
  [
    { from: '1785578400000', to: '1785578460500' },
    { from: '1785578400', to: '1785578460.5', last: null },
  ],
])('writes %j as %j, and reads the same again', (time, fields) => {
  expect(fieldsOfTime(time)).toEqual(fields);
  const read = timeOfFields(fields);
  expect(read).not.toBeNull();
  expect(read && fieldsOfTime(read)).toEqual(fields);
});

it('knows which times move', () => {
  expect(movesWithClock({ from: 'now-1h', to: 'now' })).toBe(true);
  expect(movesWithClock({ from: '2026-08-01', to: '2026-08-02' })).toBe(false);
});
