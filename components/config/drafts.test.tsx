// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { readDraft, readLastSave, writeDraft, writeLastSave } from './drafts';

const ID = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' };

beforeEach(() => window.sessionStorage.clear());

describe('drafts', () => {
  it('come back for the same object only, and go when dropped', () => {
    writeDraft(ID, { text: 'a: 1', version: 'v1' });
    expect(readDraft(ID)).toEqual({ text: 'a: 1', version: 'v1' });
    expect(readDraft({ ...ID, name: 'ratings' })).toBeNull();
    writeDraft(ID, null);
    expect(readDraft(ID)).toBeNull();
  });

  it('keep what stood before the last save; null means that the save created it', () => {
    writeLastSave(ID, { previousText: null, version: 'v2' });
    expect(readLastSave(ID)).toEqual({ previousText: null, version: 'v2' });
  });

  it('are nothing when what is stored cannot be read', () => {
    for (const key of ['draft', 'last-save']) {
      for (const broken of ['{', '1', '"x"', '[]', '{"text":1}']) {
        window.sessionStorage.setItem(
          `periplus.config.${key}.networking.istio.io/VirtualService/bookinfo/reviews`,
          broken,
        );
        expect(readDraft(ID)).toBeNull();
        expect(readLastSave(ID)).toBeNull();
      }
    }
  });
});
