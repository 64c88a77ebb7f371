/**
 * Walks back through time in slices small enough that the source answers each of them whole. Sources promise no order
 * and cut at a limit, so only a slice that came back below its limit is known to be complete; one that was cut is
 * narrowed and asked again. Pages made of complete slices neither lose nor double a trace.
 */
import { Fault } from '@/lib/mesh/fault';

/** What a source has between two instants. */
export interface Slice<T> {
  readonly items: readonly T[];
  /** It stopped at the limit: there may be more. */
  readonly cut: boolean;
}

export interface WalkOptions<T> {
  /** Unix µs. Slices share the instant at which they meet, so `keyOf` tells what came twice. */
  readonly fromUs: number;
  readonly toUs: number;
  /** To look at, at most. */
  readonly limit: number;
  /** Of one slice, at most. */
  readonly chunk: number;
  /** Everything between two instants, but not more than `limit`. */
  search(fromUs: number, toUs: number, limit: number): Promise<Slice<T>>;
  keyOf(item: T): string;
  /** Unix µs, about: it only helps to choose the next slice. */
  timeOf(item: T): number;
  /** Of every slice that is complete. */
  take(items: readonly T[]): void;
  /** Milliseconds since some instant; tests stop it. */
  readonly clock?: () => number;
}

export interface Walked {
  /** Unix µs: everything from here on was looked at. */
  readonly fromUs: number;
  readonly looked: number;
  /** More than a slice's limit starts at one instant: some of it was not looked at. */
  readonly crowded: boolean;
  /** Why the walk ended before its time. */
  readonly stopped: 'limit' | 'time' | Fault | null;
}

/** Slices are not narrowed below this, µs. */
const SHORTEST_US = 1000;
const MOST_CALLS = 100;
const LONGEST_MS = 20_000;
/** Of the limit: what is then missing is not worth another question. */
const ENOUGH = 0.9;
/** Of a slice's limit: what a slice is made to hold, so that few are cut. */
const AIM = 0.7;
const WIDEST_STEP = 4;

export async function walkBack<T>(options: WalkOptions<T>): Promise<Walked> {
  const clock = options.clock ?? (() => performance.now());
  const startedAt = clock();
  const seen = new Set<string>();
  const state: State = {
    endUs: options.toUs,
    widthUs: options.toUs - options.fromUs,
    chunk: options.chunk,
    cuts: 0,
    fullFromUs: null,
  };
  let crowded = false;
  for (let calls = 0; state.endUs > options.fromUs; calls += 1) {
    const walked = { fromUs: state.endUs, looked: seen.size, crowded };
    if (seen.size >= options.limit * ENOUGH) return { ...walked, stopped: 'limit' };
    if (calls >= MOST_CALLS || (calls > 0 && clock() - startedAt > LONGEST_MS))
      return { ...walked, stopped: 'time' };
    const fromUs = Math.max(options.fromUs, Math.floor(state.endUs - state.widthUs));
    const limit = Math.max(1, Math.min(state.chunk, options.limit - seen.size));
    const found = await searchSlice(options, fromUs, state.endUs, limit);
    if (found instanceof Fault && found.code !== 'too-large') {
      // What is there already is worth more than an error.
      if (seen.size === 0) throw found;
      return { ...walked, stopped: found };
    }
    const splittable = state.endUs - fromUs > SHORTEST_US;
    if (found instanceof Fault) {
      if (!splittable && state.chunk === 1) throw found;
      narrow(state, fromUs, null);
      state.chunk = Math.max(1, Math.floor(state.chunk / 2));
      continue;
    }
    if (found.cut && splittable) {
      narrow(state, fromUs, found.items.map(options.timeOf));
      continue;
    }
    crowded ||= found.cut;
    options.take(found.items.filter((item) => isNew(seen, options.keyOf(item))));
    step(state, fromUs, found.items.length, Math.max(1, Math.min(state.chunk, options.limit - seen.size)));
  }
  return { fromUs: options.fromUs, looked: seen.size, crowded, stopped: null };
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

interface State {
  endUs: number;
  widthUs: number;
  chunk: number;
  /** How often the slice at hand was cut. */
  cuts: number;
  /** From here to the end of the slice at hand there is more than one answer holds; null = not known. */
  fullFromUs: number | null;
}

async function searchSlice<T>(
  options: WalkOptions<T>,
  fromUs: number,
  toUs: number,
  limit: number,
): Promise<Slice<T> | Fault> {
  try {
    return await options.search(fromUs, toUs, limit);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/**
 * After an answer that was cut. Most sources give the newest first: then the times of what came tell how much time holds
 * a slice. Where that did not help, the half of it.
 */
function narrow(state: State, fromUs: number, times: readonly number[] | null): void {
  const half = (state.endUs - fromUs) / 2;
  let width = half;
  if (times !== null && state.cuts === 0) {
    const sorted = [...times].sort((a, b) => b - a);
    const last = sorted[Math.floor(sorted.length * ENOUGH)] ?? fromUs;
    width = Math.min((state.endUs - fromUs) * ENOUGH, Math.max(SHORTEST_US, state.endUs - last));
  }
  state.widthUs = Math.max(SHORTEST_US, width);
  state.cuts += 1;
  state.fullFromUs = fromUs;
}

/** On to the next slice, as wide as the last one lets expect. */
function step(state: State, fromUs: number, count: number, limit: number): void {
  const width = state.endUs - fromUs;
  const fitting = count === 0 ? width * WIDEST_STEP : (width * limit * AIM) / count;
  const full = state.fullFromUs;
  // What was cut is still there, if most of it is not what just came: half of it at a time.
  const most =
    full !== null && full < fromUs && count < limit / 2 ? (fromUs - full) / 2 : width * WIDEST_STEP;
  state.widthUs = Math.max(SHORTEST_US, Math.min(fitting, most));
  if (most === width * WIDEST_STEP) state.fullFromUs = null;
  state.endUs = fromUs;
  state.cuts = 0;
}
