import { expect, it } from 'vitest';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { dashboardTooLarge, FILE_LIMIT, textBytes, tooLargeFor } from './size';

const dashboard = newDashboard('Größe', new Set());
const bytes = textBytes(JSON.stringify(dashboard));

it('counts the bytes that travel, not letters', () => {
  expect(textBytes('ö')).toBe(2);
  expect(bytes).toBe(Buffer.byteLength(JSON.stringify(dashboard)));
});

it('has room for exactly what the limit says', () => {
  expect(tooLargeFor(dashboard, { bytes, hint: 'Split it.' })).toBeNull();
  expect(tooLargeFor(dashboard, { bytes: bytes - 1, hint: 'Split it.' })).toMatchObject({
    code: 'too-large',
    hint: 'Split it.',
  });
});

it('names the size, the limit, and what to do', () => {
  const fault = dashboardTooLarge(6_234_000, FILE_LIMIT);
  expect(`${fault.message} ${fault.hint}`).toBe(
    'The dashboard has 6,234 kB; there is room for 5,000 kB at most. Split it into several, or take panels out.',
  );
  expect(dashboardTooLarge(null, FILE_LIMIT).message).toContain('more than 5,000 kB');
});

it('never says that a size equals the limit that it is over', () => {
  expect(dashboardTooLarge(5_000_001, FILE_LIMIT).message).toContain('has 5,001 kB');
});
