import { describe, expect, it } from 'vitest';
import {
  refetchIntervalMs,
  type ScopeFields,
  scopeChange,
  scopeOf,
  scopeParams,
  scopeParsers,
  scopeQuery,
  withScope,
} from './scope-codec';

const EMPTY: ScopeFields = { namespaces: null, last: null, from: null, to: null, refresh: null };

describe('scopeOf', () => {
  it('shows all namespaces, the last ten minutes and a refresh of 15 s when the URL says nothing', () => {
    expect(scopeOf(EMPTY)).toEqual({
      namespaces: null,
      window: { kind: 'last', seconds: 600 },
      refreshSeconds: 15,
    });
  });

  it('prefers two instants to a length', () => {
    expect(scopeOf({ ...EMPTY, last: 60, from: 100, to: 200 }).window).toEqual({
      kind: 'absolute',
      fromSeconds: 100,
      toSeconds: 200,
    });
  });

  it('needs both instants for an absolute window', () => {
    expect(scopeOf({ ...EMPTY, from: 100 }).window).toEqual({ kind: 'last', seconds: 600 });
  });

  it('reads refresh=0 as paused', () => {
    expect(scopeOf({ ...EMPTY, refresh: 0 }).refreshSeconds).toBeNull();
  });
});

describe('scopeParsers', () => {
  it('sorts namespaces and drops doubles, so that equal scopes have equal URLs', () => {
    expect(scopeParsers.namespaces.parse('shop,bookinfo,shop,')).toEqual(['bookinfo', 'shop']);
    expect(scopeParsers.namespaces.serialize(['shop', 'bookinfo'])).toBe('bookinfo,shop');
  });

  it('takes what is no number of seconds as absent', () => {
    for (const text of ['abc', '-5', '1e3', '', '9'.repeat(12), '0x10', ' 5']) {
      expect(scopeParsers.last.parse(text)).toBeNull();
    }
    expect(scopeParsers.last.parse('600')).toBe(600);
  });

  it('takes an empty list as all namespaces', () => {
    expect(scopeParsers.namespaces.parse(',')).toBeNull();
  });
});

describe('scopeChange', () => {
  it('replaces one kind of window by the other', () => {
    expect(scopeChange({ window: { kind: 'last', seconds: 60 } })).toEqual({
      last: 60,
      from: null,
      to: null,
    });
    expect(scopeChange({ window: { kind: 'absolute', fromSeconds: 1, toSeconds: 2 } })).toEqual({
      last: null,
      from: 1,
      to: 2,
    });
  });

  it('leaves alone what is not named', () => {
    expect(scopeChange({ refreshSeconds: null })).toEqual({ refresh: 0 });
    expect(scopeChange({})).toEqual({});
  });

  it('writes no namespaces for all of them', () => {
    expect(scopeChange({ namespaces: [] })).toEqual({ namespaces: null });
    expect(scopeChange({ namespaces: ['a'] })).toEqual({ namespaces: ['a'] });
  });

  it('survives the way through the URL and back', () => {
    const scope = {
      namespaces: ['bookinfo', 'shop'],
      window: { kind: 'absolute', fromSeconds: 1_700_000_000, toSeconds: 1_700_000_600.5 },
      refreshSeconds: null,
    } as const;
    const fields = scopeChange(scope);
    const read = {
      namespaces: scopeParsers.namespaces.parse(scopeParsers.namespaces.serialize(fields.namespaces ?? [])),
      last: null,
      from: scopeParsers.from.parse(scopeParsers.from.serialize(fields.from ?? 0)),
      to: scopeParsers.to.parse(scopeParsers.to.serialize(fields.to ?? 0)),
      refresh: scopeParsers.refresh.parse(scopeParsers.refresh.serialize(fields.refresh ?? -1)),
    };
    expect(scopeOf(read)).toEqual(scope);
  });
});

describe('scopeParams', () => {
  it('writes what the API takes, without the refresh', () => {
    const params = scopeParams({ namespaces: ['b', 'a'], window: { kind: 'last', seconds: 600 } });
    expect(params.toString()).toBe('namespaces=a%2Cb&last=600');
    const absolute = scopeParams({
      namespaces: null,
      window: { kind: 'absolute', fromSeconds: 1, toSeconds: 2 },
    });
    expect(absolute.toString()).toBe('from=1&to=2');
  });
});

describe('withScope', () => {
  it('carries the scope to another page and leaves the rest of the query behind', () => {
    const current = new URLSearchParams('namespaces=a,b&last=60&node=x&refresh=0');
    expect(withScope('/traces?service=a.b', current)).toBe(
      '/traces?service=a.b&namespaces=a,b&last=60&refresh=0',
    );
  });

  it('needs no more of the query than the part that links take over', () => {
    const current = new URLSearchParams('namespaces=a,b&last=60&q=cart&at=9&cluster=west');
    const kept = scopeQuery(current);
    expect(kept).toBe(scopeQuery(new URLSearchParams('last=60&namespaces=a,b&cluster=west&q=other')));
    for (const path of ['/traces?service=a.b', '/config', '/graph?last=5'])
      expect(withScope(path, kept)).toBe(withScope(path, current));
  });

  it('does not mix the window of a link with the one of the page', () => {
    const current = new URLSearchParams('from=1&to=2&refresh=5');
    expect(withScope('/graph?last=60', current)).toBe('/graph?last=60&refresh=5');
  });

  it('adds nothing where there is nothing', () => {
    expect(withScope('/graph', new URLSearchParams())).toBe('/graph');
  });
});

describe('refetchIntervalMs', () => {
  it('polls at the interval, and not when paused or when the window has ended', () => {
    expect(refetchIntervalMs({ window: { kind: 'last', seconds: 60 }, refreshSeconds: 15 })).toBe(15_000);
    expect(refetchIntervalMs({ window: { kind: 'last', seconds: 60 }, refreshSeconds: null })).toBe(false);
    expect(
      refetchIntervalMs({ window: { kind: 'absolute', fromSeconds: 1, toSeconds: 2 }, refreshSeconds: 15 }),
    ).toBe(false);
  });
});
