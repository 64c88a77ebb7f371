import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { modelOfTrace } from '@/components/traces/trace-model';
import { ToastProvider } from '@/components/ui/toast';
import { TooltipProvider } from '@/components/ui/tooltip';
import { traceGroup } from '@/lib/traces/compare/group';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { openTrace } from '@/lib/traces/opened';
import { GroupView } from './group-view';

// The DOM of these tests has no layout, so nothing ever changes its size.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);
afterEach(cleanup);

const usual = (loadUs: number) =>
  openTrace(
    sampleTrace(
      { spanId: 'a', service: 'web', name: 'GET /', durationUs: loadUs + 100 },
      { spanId: 'b', parentSpanId: 'a', service: 'cart', name: 'load', startUs: 50, durationUs: loadUs },
    ),
  );
const model = modelOfTrace(
  sampleTrace(
    { spanId: 'a', service: 'web', name: 'GET /', durationUs: 1000 },
    { spanId: 'b', parentSpanId: 'a', service: 'cart', name: 'load', startUs: 50, durationUs: 300 },
    { spanId: 'c', parentSpanId: 'a', service: 'db', name: 'again', startUs: 400, durationUs: 500 },
  ),
);
describe('GroupView', () => {
  it('says where the trace and each of its spans stand, and how many were looked at', () => {
    render(
      <NuqsTestingAdapter hasMemory>
        <TooltipProvider>
          <ToastProvider>
            <GroupView
              model={model}
              group={traceGroup([usual(200), usual(300), usual(400)])}
              source="server"
              said="7 looked at · Looking took long."
              choice={<p>the choice</p>}
              choosing={false}
              onChoose={() => undefined}
            />
          </ToastProvider>
        </TooltipProvider>
      </NuqsTestingAdapter>,
    );
    expect(screen.getByText(/of 3 traces like it/).textContent).toBe('Slower than 100 % of 3 traces like it');
    expect(screen.getByText(/7 looked at/).textContent).toContain('Looking took long.');
    expect(screen.queryByText('the choice')).toBeNull();
    const tree = screen.getByRole('treegrid');
    const [, root, load, again] = within(tree).getAllByRole('row');
    expect(root?.textContent).toContain('100 %');
    expect(load?.textContent).toContain('50 %');
    expect(again?.textContent).toContain('only here');
    expect(screen.getByText('None of its like has it')).toBeDefined();
    fireEvent.keyDown(tree, { key: 'n' });
    fireEvent.keyDown(tree, { key: 'n' });
    expect(within(tree).getAllByRole('row', { selected: true })[0]?.textContent).toContain('again');
    expect(screen.getByRole('tab', { name: 'Span' }).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByText(/None of the 3 traces like it has a span at this place/)).toBeDefined();
    expect(screen.getByRole('link', { name: /Span in A/ }).getAttribute('href')).toContain('span=');
    fireEvent.keyDown(tree, { key: 'o' });
    expect(within(tree).getAllByRole('row')).toHaveLength(3);
  });
});
