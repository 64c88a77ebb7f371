import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WindowHandle } from './window-handle';

const limits = { span: { fromSeconds: 0, toSeconds: 7200 }, stepSeconds: 15, shortestSeconds: 60 };
const onMove = vi.fn();
let root: Root;
let host: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  onMove.mockClear();
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  act(() =>
    root.render(
      <WindowHandle
        name="Window"
        tone="accent"
        window={{ fromSeconds: 3000, toSeconds: 3600 }}
        limits={limits}
        width={720}
        top={0}
        height={40}
        onMove={onMove}
      />,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const slider = (name: string) => {
  const found = host.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`);
  if (found === null) throw new Error(`no slider ${name}`);
  return found;
};
const press = (name: string, key: string) =>
  act(
    () =>
      void slider(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );

it('is a slider as a whole and at both ends, each with its instant', () => {
  expect(slider('Window').getAttribute('aria-valuenow')).toBe('3600');
  expect(slider('Window, beginning').getAttribute('aria-valuenow')).toBe('3000');
  expect(slider('Window, end').getAttribute('aria-valuemax')).toBe('7200');
  expect(slider('Window').tabIndex).toBe(0);
});

it.each([
  ['Window', 'ArrowLeft', { fromSeconds: 2940, toSeconds: 3540 }],
  ['Window', 'PageUp', { fromSeconds: 3600, toSeconds: 4200 }],
  ['Window', 'End', { fromSeconds: 6600, toSeconds: 7200 }],
  ['Window, beginning', 'ArrowLeft', { fromSeconds: 2940, toSeconds: 3600 }],
  ['Window, end', 'ArrowRight', { fromSeconds: 3000, toSeconds: 3660 }],
])('%s moves by the key %s, once', (name, key, expected) => {
  press(name, key);
  expect(onMove.mock.calls).toEqual([[expected, true]]);
});

it('leaves other keys to the page', () => {
  press('Window', 'p');
  expect(onMove).not.toHaveBeenCalled();
});

it('moves with the pointer, and settles when it is let go', () => {
  const whole = slider('Window');
  whole.setPointerCapture = () => undefined;
  const point = (type: string, clientX: number) =>
    act(() => {
      const event = new MouseEvent(type, { clientX, bubbles: true, button: 0 });
      Object.assign(event, { pointerId: 1 });
      whole.dispatchEvent(event);
    });
  point('pointerdown', 100);
  point('pointermove', 160);
  point('pointerup', 160);
  const moved = { fromSeconds: 3600, toSeconds: 4200 };
  expect(onMove.mock.calls).toEqual([
    [moved, false],
    [moved, true],
  ]);
});
