import { expect, it } from 'vitest';
import { directionOf } from './detail-direction';

it('tells rates by their share and shares by points', () => {
  expect(directionOf(10, 11.5, 'rps', null)).toEqual({ way: 'up', by: '15 %', tone: 'neither' });
  expect(directionOf(0.1, 0.13, 'share', 'less')).toEqual({ way: 'up', by: '3 points', tone: 'worse' });
  expect(directionOf(1, 0.9, 'share', 'more')).toMatchObject({ way: 'down', by: '10 points', tone: 'worse' });
  expect(directionOf(100, 410, 'ms', 'less')).toMatchObject({ by: '4.1 ×', tone: 'worse' });
  expect(directionOf(200, 100, 'ms', 'less')).toEqual({ way: 'down', by: '50 %', tone: 'better' });
});

it('calls noise the same, and colours only what tells', () => {
  expect(directionOf(100, 100.5, 'ms', 'less')?.way).toBe('same');
  expect(directionOf(0.0001, 0.0002, 'share', 'less')?.way).toBe('same');
  expect(directionOf(100, 105, 'ms', 'less')).toMatchObject({ way: 'up', tone: 'neither' });
});

it('needs both, and knows a beginning from nothing', () => {
  expect(directionOf(null, 1, 'ms', 'less')).toBeNull();
  expect(directionOf(1, null, 'ms', 'less')).toBeNull();
  expect(directionOf(0, 0, 'rps', null)?.way).toBe('same');
  expect(directionOf(0, 2, 'rps', null)).toMatchObject({ way: 'up', by: 'from 0,' });
});
