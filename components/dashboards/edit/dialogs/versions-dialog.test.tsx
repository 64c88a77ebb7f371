// @vitest-environment jsdom

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atVersionQuery, versionsQuery } from '@/components/dashboards/data/write-dashboard';
import { EditorProvider, type EditorView } from '@/components/dashboards/edit/editor-context';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { ToastProvider } from '@/components/ui/toast';
import { TooltipProvider } from '@/components/ui/tooltip';
import { dashboardSchema } from '@/lib/dashboards/model/dashboard';
import { VersionsDialog } from './versions-dialog';

beforeEach(() => {
  // What is held is asked for again, and stands until then.
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  stubResizeObserver();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const dashboard = dashboardSchema.parse({
  format: 'periplus.io/dashboard',
  version: 1,
  uid: 'own',
  title: 'Own',
  sections: [],
});

/** Saved as `one`, changed to `two`, and put back to what it was: two saves with one version. */
const SAVES = [
  { version: 'one', savedAtMs: 3000, by: 'ann' },
  { version: 'two', savedAtMs: 2000, by: 'bob' },
  { version: 'one', savedAtMs: 1000, by: 'ann' },
];

function show(current: string) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  client.setQueryData(versionsQuery('own').queryKey, SAVES);
  for (const { version } of SAVES) client.setQueryData(atVersionQuery('own', version).queryKey, dashboard);
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ToastProvider>
          <EditorProvider value={{ dashboard, version: current, apply: vi.fn() } as unknown as EditorView}>
            <VersionsDialog onClose={vi.fn()} />
          </EditorProvider>
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return screen.getByRole('list', { name: 'Versions' }).querySelectorAll('button');
}

it('calls only the newest of two equal saves stored, and opens with what differs from it', () => {
  const saves = [...show('one')];
  expect(saves.map((save) => save.textContent?.includes('stored'))).toEqual([true, false, false]);
  expect(saves.map((save) => save.getAttribute('aria-pressed'))).toEqual(['false', 'true', 'false']);
});

it('presses one save alone where another has the same text', () => {
  const saves = [...show('one')];
  fireEvent.click(saves[2] as HTMLElement);
  expect(saves.map((save) => save.getAttribute('aria-pressed'))).toEqual(['false', 'false', 'true']);
});

it('calls no save stored where the newest is not what was loaded', () => {
  expect([...show('two')].some((save) => save.textContent?.includes('stored'))).toBe(false);
});
