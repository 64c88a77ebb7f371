import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addPanel, putPanel } from '@/lib/dashboards/edit/change';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { newPanel } from '@/lib/dashboards/edit/new-panel';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import { readDraft, writeDraft } from './drafts';
import { useEditor } from './use-editor';

const dashboard = newDashboard('Own', new Set());
const answer: DashboardAnswer = {
  dashboard,
  origin: 'saved',
  version: 'v1',
  notes: [],
  notSavedBecause: null,
  limit: null,
};
const place = { x: 0, y: 0, w: 12, h: 8 };

beforeEach(() => {
  window.localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('finds changes again after a reload, of the same user only, and from the version they began with', () => {
  const first = renderHook(() => useEditor(answer, 'ann'));
  act(() => first.result.current.apply(addPanel('stat')));
  expect(first.result.current.isChanged).toBe(true);
  act(() => vi.runAllTimers());
  first.unmount();
  const newer = { ...answer, version: 'v2' };
  const again = renderHook(() => useEditor(newer, 'ann'));
  expect(again.result.current.dashboard.sections[0]?.panels).toHaveLength(1);
  expect(again.result.current).toMatchObject({ version: 'v1', isChanged: true, canUndo: true });
  // What is discarded conflicts with nobody any more.
  act(() => again.result.current.discard());
  expect(again.result.current).toMatchObject({ version: 'v2', isChanged: false });
  act(() => again.result.current.undo());
  act(() => vi.runAllTimers());
  again.unmount();
  expect(renderHook(() => useEditor(answer, 'bob')).result.current.isChanged).toBe(false);
});

it('keeps the last change even when the page goes at once', () => {
  const { result, unmount } = renderHook(() => useEditor(answer, 'ann'));
  act(() => result.current.apply(addPanel('stat')));
  unmount();
  expect(readDraft('ann', 'own')?.dashboard.sections[0]?.panels).toHaveLength(1);
});

it('forgets the draft when it is saved, undone or discarded', () => {
  const { result } = renderHook(() => useEditor(answer, 'ann'));
  const settle = () => act(() => vi.runAllTimers());
  act(() => result.current.apply(addPanel('stat')));
  settle();
  act(() => result.current.undo());
  settle();
  expect(readDraft('ann', 'own')).toBeNull();
  act(() => result.current.redo());
  settle();
  act(() => result.current.discard());
  settle();
  expect(readDraft('ann', 'own')).toBeNull();
  act(() => result.current.undo());
  const { dashboard: now } = result.current;
  act(() => result.current.setBase({ dashboard: now, version: 'v2' }));
  settle();
  expect(readDraft('ann', 'own')).toBeNull();
  expect(result.current).toMatchObject({ isChanged: false, version: 'v2' });
});

it('takes letters typed into one field back together', () => {
  const { result } = renderHook(() => useEditor(answer, 'ann'));
  act(() => result.current.apply(addPanel('text')));
  for (const title of ['T', 'Ti', 'Tit']) {
    act(() => result.current.apply(putPanel({ ...newPanel('text', 1, place), title }), 'title of panel 1'));
  }
  act(() => result.current.undo());
  expect(result.current.dashboard.sections[0]?.panels[0]?.title).toBe('');
});

it('takes no draft that is older than a week or of another form', () => {
  const old = { dashboard, baseVersion: null, changedAtMs: Date.now() - 8 * 24 * 3600 * 1000 };
  writeDraft('ann', 'own', old);
  expect(readDraft('ann', 'own')).toBeNull();
  window.localStorage.setItem(
    'periplus.dashboards.draft.ann/own',
    '{"dashboard":{"title":1},"changedAtMs":1e15}',
  );
  expect(readDraft('ann', 'own')).toBeNull();
});
