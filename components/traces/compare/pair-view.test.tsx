import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ToastProvider } from '@/components/ui/toast';
import { TooltipProvider } from '@/components/ui/tooltip';
import { compareTraces } from '@/lib/traces/compare/comparison';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { openTrace } from '@/lib/traces/opened';
import { pairModel } from './pair-model';
import { PairView } from './pair-view';

// The DOM of these tests has no layout, so nothing ever changes its size.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);
afterEach(cleanup);

const a = openTrace(
  sampleTrace(
    { spanId: 'a', service: 'web', name: 'GET /', durationUs: 1000 },
    { spanId: 'b', parentSpanId: 'a', service: 'cart', name: 'load', startUs: 10, durationUs: 200 },
    { spanId: 'c', parentSpanId: 'a', service: 'cache', name: 'get', startUs: 300, durationUs: 100 },
  ),
);
const b = openTrace(
  sampleTrace(
    { spanId: 'a', service: 'web', name: 'GET /', durationUs: 1600 },
    { spanId: 'b', parentSpanId: 'a', service: 'cart', name: 'load', startUs: 10, durationUs: 900 },
    { spanId: 'd', parentSpanId: 'a', service: 'db', name: '<img src=x>', startUs: 1000, durationUs: 50 },
  ),
);
const model = pairModel(a, b, compareTraces(a, b));

function show(searchParams = '') {
  render(
    <NuqsTestingAdapter searchParams={searchParams} hasMemory>
      <ToastProvider>
        <TooltipProvider>
          <PairView model={model} />
        </TooltipProvider>
      </ToastProvider>
    </NuqsTestingAdapter>,
  );
  return screen.getByRole('treegrid');
}

describe('PairView', () => {
  it('lists the spans of both, marks what became of each, and shows names as text', () => {
    const tree = show();
    expect(within(tree).getAllByRole('row')).toHaveLength(5);
    expect(within(tree).getByText('<img src=x>')).toBeDefined();
    expect(within(tree).getAllByRole('img', { name: 'Slower in B' })).toHaveLength(2);
    expect(within(tree).getByRole('img', { name: 'Only in A' })).toBeDefined();
    expect(within(tree).getByRole('img', { name: 'Only in B' })).toBeDefined();
  });

  it('moves by keys, goes to the next difference, folds, and tells of the span in focus', () => {
    const tree = show();
    fireEvent.keyDown(tree, { key: 'n' });
    expect(within(tree).getAllByRole('row', { selected: true })[0]?.textContent).toContain('web');
    expect(screen.getByRole('tab', { name: 'Span' }).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByRole('link', { name: /Span in B/ }).getAttribute('href')).toContain('span=');
    fireEvent.keyDown(tree, { key: 'ArrowLeft' });
    expect(within(tree).getAllByRole('row')).toHaveLength(2);
    fireEvent.keyDown(tree, { key: 'ArrowRight' });
    fireEvent.keyDown(tree, { key: 'ArrowDown' });
    expect(within(tree).getAllByRole('row', { selected: true })[0]?.textContent).toContain('cart');
    fireEvent.keyDown(tree, { key: 'Escape' });
    expect(within(tree).queryAllByRole('row', { selected: true })).toHaveLength(0);
  });

  it('explains the difference by service, and the parts add up', () => {
    show('?level=service');
    const sum = model.services.reduce((total, part) => total + part.explainsNs, 0);
    expect(sum).toBe(600_000);
    expect(screen.getByRole('tabpanel').textContent).toContain('+600');
  });
});
