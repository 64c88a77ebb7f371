/** For tests of components in jsdom, which lays nothing out: what surfaces and charts ask of a browser. */
import { vi } from 'vitest';

/** A `ResizeObserver` that never tells of a size; `vi.unstubAllGlobals()` takes it away. */
export function stubResizeObserver(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
}
