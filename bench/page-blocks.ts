/** How long a page was kept from anything else: its longest task, in the browser. */
import type { Page } from 'playwright';

/** Runs in the page, as an init script: keeps the longest task since the last look. */
export function watchBlocks(): void {
  const holder = globalThis as unknown as { longestBlockMs: number };
  holder.longestBlockMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      holder.longestBlockMs = Math.max(holder.longestBlockMs, duration);
  }).observe({ type: 'longtask' });
}

/** Milliseconds, since the last call; 0 where nothing took 50 ms. */
export function longestBlock(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // What ran last is told of after the next frame.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    const holder = globalThis as unknown as { longestBlockMs: number };
    const longest = holder.longestBlockMs;
    holder.longestBlockMs = 0;
    return longest;
  });
}
