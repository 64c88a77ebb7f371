// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPageStore, PageBadges, PageBadgesSlot, PageProvider, usePage, usePageFacts } from './page';

afterEach(cleanup);

function Bar({ onRender }: { onRender: () => void }) {
  onRender();
  return (
    <header>
      <h1>{usePageFacts().title}</h1>
      <PageBadgesSlot />
    </header>
  );
}

function Page({ title }: { title: string }) {
  usePage({ title, breadcrumb: [{ label: 'Traces', href: '/traces' }] });
  return (
    <PageBadges>
      <span>1 failing</span>
    </PageBadges>
  );
}

describe('usePage', () => {
  it('gives the frame the title and the badges of the page on screen', () => {
    const draw = (title: string) => (
      <PageProvider>
        <Bar onRender={() => {}} />
        <Page title={title} />
      </PageProvider>
    );
    const view = render(draw('Graph'));
    expect(screen.getByRole('heading').textContent).toBe('Graph');
    expect(screen.getByText('1 failing').closest('header')).not.toBeNull();
    expect(document.title).toBe('Graph · Periplus');
    view.rerender(draw('Traces'));
    expect(screen.getByRole('heading').textContent).toBe('Traces');
  });

  it('does not draw the frame again for facts that are the same', () => {
    const onRender = vi.fn();
    const draw = () => (
      <PageProvider>
        <Bar onRender={onRender} />
        <Page title="Graph" />
      </PageProvider>
    );
    const view = render(draw());
    view.rerender(draw());
    const settled = onRender.mock.calls.length;
    act(() => view.rerender(draw()));
    // One more for the render of its parent, none for the facts.
    expect(onRender.mock.calls.length).toBeLessThanOrEqual(settled + 1);
  });
});

describe('createPageStore', () => {
  it('tells its readers when the reason of a failed refresh changes', () => {
    const store = createPageStore();
    const listener = vi.fn();
    store.subscribe(listener);
    store.write({ title: 'Graph', problem: new Error('a') });
    store.write({ title: 'Graph', problem: new Error('a') });
    store.write({ title: 'Graph', problem: new Error('b') });
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
