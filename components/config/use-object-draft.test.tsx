import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/config/contract';
import { readDraft, writeDraft } from './drafts';
import { useObjectDraft } from './use-object-draft';

const id = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' };
const stored = { id, text: 'stored', version: '1' } as ConfigObject['object'];
const kept = { text: 'typed before', version: '1', baseText: 'stored' };

afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const open = (user: string | null) =>
  renderHook((who: string | null) => useObjectDraft(id, stored, who), { initialProps: user });

it('brings back what was typed before', () => {
  writeDraft('grace', id, kept);
  expect(open('grace').result.current).toMatchObject({ text: 'typed before', isRestored: true });
});

it('brings it back, and does not forget it, where it is known later who may write', () => {
  writeDraft('grace', id, kept);
  const { result, rerender } = open(null);
  expect(result.current).toMatchObject({ text: 'stored', isRestored: false });
  rerender('grace');
  expect(result.current).toMatchObject({
    text: 'typed before',
    initialText: 'typed before',
    isRestored: true,
    isChanged: true,
  });
  expect(readDraft('grace', id)).toMatchObject(kept);
});

it('keeps what is typed now over what was typed before', () => {
  const { result, rerender } = open('grace');
  act(() => result.current.setText('typed now'));
  rerender(null);
  writeDraft('grace', id, kept);
  rerender('grace');
  expect(result.current.text).toBe('typed now');
  expect(readDraft('grace', id)?.text).toBe('typed now');
});

it('takes a draft over another version for a conflict that is seen at once', () => {
  writeDraft('grace', id, { ...kept, version: '0', baseText: 'older' });
  const { result, rerender } = open(null);
  rerender('grace');
  expect(result.current.base).toEqual({ text: 'older', version: '0' });
  expect(result.current.newer).toMatchObject({ version: '1' });
});

it('writes down the last letters of a page that is left before it has taken them in', () => {
  const { result } = open('grace');
  act(() => result.current.setText('typed n'));
  act(() => result.current.keep('typed now'));
  expect(result.current.text).toBe('typed n');
  expect(readDraft('grace', id)).toMatchObject({ text: 'typed now', version: '1', baseText: 'stored' });
  act(() => result.current.keep('stored'));
  expect(readDraft('grace', id)).toBeNull();
  act(() => result.current.drop());
  act(() => result.current.keep('typed after that'));
  expect(readDraft('grace', id)).toBeNull();
});
