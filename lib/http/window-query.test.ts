import { describe, expect, it } from 'vitest';
import { resolveNamespaces, resolveWindow, type WindowLimits, windowQuery } from './window-query';

const limits: WindowLimits = { nowSeconds: 1_700_000_007.5, alignSeconds: 15, shortestSeconds: 60 };

describe('resolveWindow', () => {
  it('ends a relative window at the last aligned instant, so that users share it', () => {
    expect(resolveWindow({ last: 600 }, limits)).toEqual({
      fromSeconds: 1_699_999_395,
      toSeconds: 1_699_999_995,
    });
    expect(resolveWindow({ last: 600 }, { ...limits, nowSeconds: 1_700_000_001 })).toEqual(
      resolveWindow({ last: 600 }, limits),
    );
  });

  it('takes ten minutes when nothing is asked for', () => {
    const { fromSeconds, toSeconds } = resolveWindow({}, limits);
    expect(toSeconds - fromSeconds).toBe(600);
  });

  it('keeps an absolute window as it is', () => {
    const window = { fromSeconds: 1_699_990_000, toSeconds: 1_699_993_600 };
    expect(resolveWindow({ from: window.fromSeconds, to: window.toSeconds }, limits)).toEqual(window);
  });

  it.each([
    ['reversed', { from: 1_699_999_000, to: 1_699_990_000 }, 'reversed'],
    ['in the future', { from: 1_700_000_000, to: 1_700_009_000 }, 'in the future'],
    ['in milliseconds', { from: 1_700_000_000_000 - 600_000, to: 1_700_000_000_000 }, 'in the future'],
    ['empty', { from: 1_699_999_000, to: 1_699_999_000 }, 'shorter than four scrapes'],
    ['shorter than four scrapes', { last: 59 }, 'shorter than four scrapes'],
    ['longer than a year', { last: 400 * 86_400 }, 'longer than'],
    ['without an end', { from: 1_699_999_000 }, 'no "to"'],
    ['without a beginning', { to: 1_699_999_000 }, 'no "from"'],
    ['given twice', { last: 600, from: 1_699_990_000, to: 1_699_999_000 }, 'Both'],
  ])('refuses a window that is %s', (_case, query, message) => {
    expect(() => resolveWindow(query, limits)).toThrow(message);
  });

  it('refuses a window that begins before the oldest data', () => {
    const kept = { ...limits, retentionSeconds: 3600 };
    expect(() => resolveWindow({ last: 7200 }, kept)).toThrow(
      'before the oldest data: the source keeps 1 h.',
    );
    expect(resolveWindow({ last: 1800 }, kept).toSeconds).toBe(1_699_999_995);
  });

  it('forgives a browser clock that runs a little ahead', () => {
    expect(resolveWindow({ from: 1_699_999_000, to: 1_700_000_030 }, limits).toSeconds).toBe(1_700_000_030);
  });
});

describe('windowQuery', () => {
  it.each(['NaN', '-60', '1e9', 'Infinity', '', ' 60', '0x10', '600s'])(
    'refuses %j as a number of seconds',
    (last) => {
      expect(windowQuery.safeParse({ last }).success).toBe(false);
    },
  );

  it('reads a list of namespaces once each, in one order', () => {
    const { namespaces } = windowQuery.parse({ namespaces: 'shop,bookinfo,shop' });
    expect(namespaces).toEqual(['bookinfo', 'shop']);
  });

  it('means all namespaces when none is named', () => {
    expect(resolveNamespaces(windowQuery.parse({}))).toBeNull();
    expect(resolveNamespaces(windowQuery.parse({ namespaces: '' }))).toBeNull();
  });

  it.each(['Shop', 'a.b', '-a', 'a-', 'a'.repeat(64), '"}', 'a b', 'ä', '../x'])(
    'refuses %j as a namespace',
    (name) => {
      expect(windowQuery.safeParse({ namespaces: name }).success).toBe(false);
    },
  );
});
