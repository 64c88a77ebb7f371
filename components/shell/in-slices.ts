/** Long work in slices: the page answers the reader between them. */
import { nextTask } from '@/components/ui/next-task';

/** Milliseconds that one slice may take: half a frame. */
const SLICE_MS = 8;

/** Runs a generator to its end, resting at its yields once a slice is over. Throws the signal's reason when aborted. */
export async function inSlices<T>(
  steps: Generator<undefined, T, undefined>,
  signal: AbortSignal,
  sliceMs = SLICE_MS,
): Promise<T> {
  let until = performance.now() + sliceMs;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() < until) continue;
    await nextTask();
    signal.throwIfAborted();
    until = performance.now() + sliceMs;
  }
}
