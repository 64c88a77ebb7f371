/** Keeps work that costs much from being done for many at the same time. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';

/** Runs `work`, unless `most` of this name are running: throws `Fault` `throttled`, with when to come again. */
export async function fewAtOnce<T>(name: string, most: number, work: () => Promise<T>): Promise<T> {
  const running = processWide('few-at-once', () => new Map<string, number>());
  const now = running.get(name) ?? 0;
  if (now >= most) {
    throw new Fault('throttled', `Periplus is doing this for ${most} others already.`, {
      hint: 'Try again in a few seconds.',
      data: { retryAfterSeconds: 5 },
    });
  }
  running.set(name, now + 1);
  try {
    return await work();
  } finally {
    running.set(name, (running.get(name) ?? 1) - 1);
  }
}
