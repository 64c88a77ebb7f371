import { describe, expect, it } from 'vitest';
import { dateMath, timeRange } from './date-math';
import { zoneName } from './zone';

/** A Wednesday. */
const NOW = Date.parse('2026-08-19T14:35:46.789Z');

function at(text: string, options: { roundUp?: boolean; zone?: string; fiscalStart?: number } = {}) {
  const ms = dateMath(text, { nowMs: NOW, zone: 'UTC', ...options });
  return ms === null ? null : new Date(ms).toISOString();
}

describe('dateMath', () => {
  it.each([
    ['now', '2026-08-19T14:35:46.789Z'],
    ['now-6h', '2026-08-19T08:35:46.789Z'],
    ['now - 6h', null],
    ['now-h', '2026-08-19T13:35:46.789Z'],
    ['now-1d/d', '2026-08-18T00:00:00.000Z'],
    ['now/w', '2026-08-17T00:00:00.000Z'],
    ['now/M', '2026-08-01T00:00:00.000Z'],
    ['now/Q', '2026-07-01T00:00:00.000Z'],
    ['now/y', '2026-01-01T00:00:00.000Z'],
    ['now+2M', '2026-10-19T14:35:46.789Z'],
    ['now-1Q+1d/h', '2026-05-20T14:00:00.000Z'],
    ['now/m', '2026-08-19T14:35:00.000Z'],
    ['now/s', '2026-08-19T14:35:46.000Z'],
    ['2026-08-01||+1d', '2026-08-02T00:00:00.000Z'],
    ['2026-08-01T10:00:00', '2026-08-01T10:00:00.000Z'],
    ['2026-08-01 10:00', '2026-08-01T10:00:00.000Z'],
    ['2026-08-01T10:00:00+02:00', '2026-08-01T08:00:00.000Z'],
    ['1785578400000', '2026-08-01T10:00:00.000Z'],
    ['2024-02-29||+1y', '2025-02-28T00:00:00.000Z'],
    ['2026-01-31||+1M', '2026-02-28T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it.each([
    ['now-1d/d', '2026-08-18T23:59:59.999Z'],
    ['now/w', '2026-08-23T23:59:59.999Z'],
    ['now/M', '2026-08-31T23:59:59.999Z'],
    ['now/y', '2026-12-31T23:59:59.999Z'],
    ['now/h', '2026-08-19T14:59:59.999Z'],
  ])('rounds %s up to the end of the unit', (text, expected) => {
    expect(at(text, { roundUp: true })).toBe(expected);
  });

  it('rounds to fiscal years and quarters', () => {
    expect(at('now/fy', { fiscalStart: 10 })).toBe('2025-10-01T00:00:00.000Z');
    expect(at('now/fQ', { fiscalStart: 2 })).toBe('2026-08-01T00:00:00.000Z');
    expect(at('now/fy', { fiscalStart: 2, roundUp: true })).toBe('2027-01-31T23:59:59.999Z');
  });

  it('rounds days in the zone that is shown, over changes of its clocks too', () => {
    expect(at('now/d', { zone: 'America/New_York' })).toBe('2026-08-19T04:00:00.000Z');
    expect(at('now/d', { zone: 'Asia/Kolkata' })).toBe('2026-08-18T18:30:00.000Z');
    // On 25 October 2026 the day in Berlin has 25 hours.
    expect(at('2026-10-25||/d', { zone: 'Europe/Berlin' })).toBe('2026-10-24T22:00:00.000Z');
    expect(at('2026-10-25||/d', { zone: 'Europe/Berlin', roundUp: true })).toBe('2026-10-25T22:59:59.999Z');
    // 02:30 does not exist on 29 March.
    expect(at('2026-03-28T02:30||+1d', { zone: 'Europe/Berlin' })).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    '',
    'nowhere',
    'now-',
    'now-1x',
    'now/',
    'now--1h',
    'yesterday',
    '2026-13-01',
    '2026-08-01||x',
    '12',
  ])('takes %j for no time', (text) => {
    expect(at(text)).toBeNull();
  });

  it('takes what is beyond the calendar for no time', () => {
    expect(at('now+999999999y')).toBeNull();
  });
});

describe('timeRange', () => {
  it('is yesterday from its first to its last moment', () => {
    expect(timeRange({ from: 'now-1d/d', to: 'now-1d/d' }, { nowMs: NOW, zone: 'UTC' })).toEqual({
      fromMs: Date.parse('2026-08-18T00:00:00Z'),
      toMs: Date.parse('2026-08-18T23:59:59.999Z'),
    });
  });

  it('is none where the end is not after the start', () => {
    expect(timeRange({ from: 'now', to: 'now-1h' }, { nowMs: NOW, zone: 'UTC' })).toBeNull();
    expect(timeRange({ from: 'now-1h', to: 'never' }, { nowMs: NOW, zone: 'UTC' })).toBeNull();
  });
});

describe('zoneName', () => {
  it('knows the names of dashboards, and takes an unknown one for the local zone', () => {
    expect(zoneName('utc')).toBe('UTC');
    expect(zoneName('Europe/Berlin')).toBe('Europe/Berlin');
    expect(zoneName('Mars/Olympus')).toBe(zoneName('browser'));
  });
});
