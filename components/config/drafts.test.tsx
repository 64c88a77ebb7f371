// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allDrafts, readDraft, readLastSave, watchDrafts, writeDraft, writeLastSave } from './drafts';

const ID = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' };
const CLUSTER = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', namespace: null, name: 'istio' };
const DRAFT = { text: 'a: 1', version: 'v1', baseText: 'a: 0' };

beforeEach(() => {
  window.localStorage.clear();
  window.sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe('drafts', () => {
  it('come back for the same object only, and go when dropped', () => {
    writeDraft('admin', ID, DRAFT);
    expect(readDraft('admin', ID)).toMatchObject(DRAFT);
    expect(readDraft('admin', { ...ID, name: 'ratings' })).toBeNull();
    writeDraft('admin', ID, null);
    expect(readDraft('admin', ID)).toBeNull();
  });

  it('are never offered to another user', () => {
    writeDraft('admin', ID, DRAFT);
    for (const other of ['viewer', 'admi', 'admin/', 'ad%6Din']) {
      expect(readDraft(other, ID)).toBeNull();
      expect(allDrafts(other)).toEqual([]);
    }
  });

  it('are listed with their object, the newest first, for seven days', () => {
    vi.useFakeTimers({ now: 1_000_000_000_000 });
    writeDraft('admin', ID, DRAFT);
    vi.setSystemTime(1_000_000_000_000 + 6 * 86_400_000);
    writeDraft('admin', CLUSTER, { ...DRAFT, version: null, baseText: null });
    expect(allDrafts('admin').map(({ id }) => id)).toEqual([CLUSTER, ID]);
    vi.setSystemTime(1_000_000_000_000 + 7.5 * 86_400_000);
    expect(allDrafts('admin').map(({ id }) => id)).toEqual([CLUSTER]);
    expect(window.localStorage).toHaveLength(1);
  });

  it('tell whoever watches', () => {
    const tell = vi.fn();
    const end = watchDrafts(tell);
    writeDraft('admin', ID, DRAFT);
    expect(tell).toHaveBeenCalledTimes(1);
    end();
    writeDraft('admin', ID, null);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('are nothing when what is stored cannot be read', () => {
    for (const broken of ['{', '1', '"x"', '[]', '{"text":1}', '{"text":"a"}']) {
      window.localStorage.setItem(
        'periplus.config.draft.admin/networking.istio.io/VirtualService/bookinfo/reviews',
        broken,
      );
      expect(readDraft('admin', ID)).toBeNull();
    }
  });
});

describe('the last save', () => {
  it('keeps what stood before; null means that the save created it', () => {
    writeLastSave(ID, { previousText: null, version: 'v2' });
    expect(readLastSave(ID)).toEqual({ previousText: null, version: 'v2' });
    writeLastSave(ID, null);
    expect(readLastSave(ID)).toBeNull();
  });
});
