// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeferredPart, useDeferred } from './deferred';

function Hello({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

function Place({ part, wanted }: { part: DeferredPart<{ name: string }>; wanted: boolean }) {
  const Part = useDeferred(part, wanted);
  return Part === null ? <p>Not yet</p> : <Part name="reader" />;
}

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <p>It failed</p> : this.props.children;
  }
}

/** An idle moment that comes when the test says so. */
function idleMoment(): () => void {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (run: () => void) => waiting.push(run));
  vi.stubGlobal('cancelIdleCallback', () => {});
  return () => {
    for (const run of waiting.splice(0)) run();
  };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('useDeferred', () => {
  it('loads nothing before the page is at rest, then loads once for every place', async () => {
    const rest = idleMoment();
    const load = vi.fn(async () => Hello);
    const part = new DeferredPart(load);
    render(
      <>
        <Place part={part} wanted={false} />
        <Place part={part} wanted={false} />
      </>,
    );
    expect(load).not.toHaveBeenCalled();
    rest();
    expect(await screen.findAllByText('Hello reader')).toHaveLength(2);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('loads at once what is wanted', async () => {
    idleMoment();
    render(<Place part={new DeferredPart(async () => Hello)} wanted />);
    expect(screen.getByText('Not yet')).toBeTruthy();
    expect(await screen.findByText('Hello reader')).toBeTruthy();
  });

  it('keeps quiet about a failure until the part is wanted, and tries again then', async () => {
    const rest = idleMoment();
    const load = vi.fn(async () => Hello).mockRejectedValueOnce(new Error('offline'));
    const part = new DeferredPart<{ name: string }>(load);
    const { rerender } = render(<Place part={part} wanted={false} />);
    rest();
    await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
    expect(screen.getByText('Not yet')).toBeTruthy();
    rerender(<Place part={part} wanted />);
    expect(await screen.findByText('Hello reader')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('throws to the boundary when what is wanted cannot be loaded', async () => {
    idleMoment();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const part = new DeferredPart<{ name: string }>(async () => {
      throw new Error('gone');
    });
    render(
      <Boundary>
        <Place part={part} wanted />
      </Boundary>,
    );
    expect(await screen.findByText('It failed')).toBeTruthy();
    vi.restoreAllMocks();
  });
});
