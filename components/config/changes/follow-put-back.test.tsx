import { beforeEach, describe, expect, it } from 'vitest';
import { readDraft, readLastSave, writeDraft, writeLastSave } from '@/components/config/drafts';
import { doneChanges, keepDone } from './done-changes';
import { followPutBack } from './follow-put-back';

const id = { group: 'networking.istio.io', kind: 'DestinationRule', namespace: 'shop', name: 'cart' };
const change = { id, text: 'after', baseVersion: '1.g1' };

beforeEach(() => {
  window.localStorage.clear();
  window.sessionStorage.clear();
});

describe('what was made over a version that was put back', () => {
  it('holds for the version that it has from then on', () => {
    writeDraft('admin', id, { text: 'after', version: '1.g1', baseText: 'before' });
    writeLastSave(id, { version: '1.g1', previousText: 'earlier' });
    keepDone('admin', { key: 'a', title: 'Drafts', savedAtMs: 1, steps: [], undo: [change] });
    followPutBack('admin', [change], [{ id, version: '3.g3' }]);
    expect(readDraft('admin', id)).toEqual({
      text: 'after',
      version: '3.g3',
      baseText: 'before',
      changedAtMs: expect.any(Number),
      id,
    });
    expect(readLastSave(id)).toEqual({ version: '3.g3', previousText: 'earlier' });
    expect(doneChanges('admin')[0]?.undo).toEqual([{ ...change, baseVersion: '3.g3' }]);
  });

  it('is left alone where it was made over another version', () => {
    writeDraft('admin', id, { text: 'after', version: '0.g0', baseText: 'before' });
    keepDone('admin', {
      key: 'a',
      title: 'Drafts',
      savedAtMs: 1,
      steps: [],
      undo: [{ ...change, baseVersion: '0.g0' }],
    });
    followPutBack('admin', [change], [{ id, version: '3.g3' }]);
    expect(readDraft('admin', id)?.version).toBe('0.g0');
    expect(doneChanges('admin')[0]?.undo[0]?.baseVersion).toBe('0.g0');
  });
});
