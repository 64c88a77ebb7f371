// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Idle moments that come when the test says so. */
const waiting: (() => void)[] = [];
const rest = () =>
  act(() => {
    for (const run of waiting.splice(0)) run();
  });

let parts: typeof import('./first-picture');

beforeEach(async () => {
  vi.stubGlobal('requestIdleCallback', (run: () => void) => waiting.push(run));
  vi.stubGlobal('cancelIdleCallback', () => {});
  // What has come to rest once stays so: each test begins with a page that has just been opened.
  vi.resetModules();
  parts = await import('./first-picture');
});

afterEach(() => {
  cleanup();
  waiting.length = 0;
  vi.unstubAllGlobals();
});

function Frame() {
  return <p>{parts.useAfterPicture() ? 'asks' : 'waits'}</p>;
}

function Page({ over, onShown }: { over: boolean; onShown: (shown: () => void) => void }) {
  onShown(parts.useAwaitedPicture(over));
  return null;
}

describe('what can wait', () => {
  it('waits for rest where the page has no picture', () => {
    render(<Frame />);
    expect(screen.getByText('waits')).toBeTruthy();
    rest();
    expect(screen.getByText('asks')).toBeTruthy();
  });

  it('waits until the picture is on screen, also where the frame comes before the page', () => {
    let shown = () => {};
    render(
      <>
        <Frame />
        <Page
          over={false}
          onShown={(tell) => {
            shown = tell;
          }}
        />
      </>,
    );
    rest();
    expect(screen.getByText('waits')).toBeTruthy();
    act(() => shown());
    expect(screen.getByText('asks')).toBeTruthy();
  });

  it('waits no longer for a picture that failed or was left', () => {
    const withPage = (over: boolean) => (
      <>
        <Frame />
        <Page over={over} onShown={() => {}} />
      </>
    );
    const { rerender } = render(withPage(false));
    rest();
    expect(screen.getByText('waits')).toBeTruthy();
    rerender(withPage(true));
    expect(screen.getByText('asks')).toBeTruthy();
    cleanup();
    const again = render(withPage(false));
    expect(screen.getByText('waits')).toBeTruthy();
    again.rerender(<Frame />);
    expect(screen.getByText('asks')).toBeTruthy();
  });

  it('runs at rest after the picture, and not once it is taken back', () => {
    let shown = () => {};
    render(
      <Page
        over={false}
        onShown={(tell) => {
          shown = tell;
        }}
      />,
    );
    const run = vi.fn();
    const dropped = vi.fn();
    parts.afterPicture(run);
    const drop = parts.afterPicture(dropped);
    rest();
    expect(run).not.toHaveBeenCalled();
    drop();
    act(() => shown());
    rest();
    expect(run).toHaveBeenCalledTimes(1);
    expect(dropped).not.toHaveBeenCalled();
  });
});
