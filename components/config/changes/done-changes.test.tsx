import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type DoneChanges, doneChanges, forgetDone, keepDone, watchDone } from './done-changes';

const done = (key: string): DoneChanges => ({ key, title: 'Drafts', savedAtMs: 1, steps: [], undo: [] });

beforeEach(() => window.sessionStorage.clear());

describe('change sets that were saved', () => {
  it('are kept for their user, the newest first, ten at most', () => {
    for (let index = 0; index < 12; index += 1) keepDone('admin', done(String(index)));
    expect(doneChanges('admin').map(({ key }) => key)).toEqual([
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
    ]);
    expect(doneChanges('viewer')).toEqual([]);
  });

  it('are forgotten once they are taken back, and watchers hear of it', () => {
    keepDone('admin', done('a'));
    const heard = vi.fn();
    const end = watchDone(heard);
    forgetDone('admin', 'a');
    end();
    forgetDone('admin', 'b');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(doneChanges('admin')).toEqual([]);
  });

  it('give way to the newest where the storage is too small', () => {
    keepDone('admin', done('old'));
    const set = vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keepDone('admin', done('new'));
    set.mockRestore();
    expect(doneChanges('admin').map(({ key }) => key)).toEqual(['new']);
  });

  it('are none where something else was written', () => {
    window.sessionStorage.setItem('periplus.config.done.admin', '[{"key":1}]');
    expect(doneChanges('admin')).toEqual([]);
    window.sessionStorage.setItem('periplus.config.done.admin', '{');
    expect(doneChanges('admin')).toEqual([]);
  });
});
