/** What kind of change lies between two moments of one thing, and how telling it is. Pure. */
import { type ChangeKind, changeKinds, type MomentFigures } from './change';
import type { ChangeThresholds } from './thresholds';

export interface Moments {
  readonly before: MomentFigures | null;
  readonly after: MomentFigures | null;
  /** Seconds of each window: how many requests a rate stands for. */
  readonly beforeSeconds: number;
  readonly afterSeconds: number;
  /** The answer of that moment was partial. */
  readonly beforePartial: boolean;
  readonly afterPartial: boolean;
}

type Kinds = readonly [ChangeKind, ...ChangeKind[]];

/** All that changed beyond the thresholds, most telling first. A side that is missing from a partial answer is not known. */
export function judgeChange(moments: Moments, thresholds: ChangeThresholds): Kinds {
  const { before, after } = moments;
  if (before === null && after === null) return ['same'];
  if (before === null) return [moments.beforePartial ? 'unknown' : 'new'];
  if (after === null) return [moments.afterPartial ? 'unknown' : 'gone'];
  const found = [
    trafficChange(moments, before, after, thresholds),
    ...(enoughRequests(moments, before, after, thresholds)
      ? [errorChange(before, after, thresholds), latencyChange(before, after, thresholds)]
      : []),
  ].filter((kind) => kind !== null);
  const [first, ...rest] = found.sort((a, b) => changeKinds.indexOf(a) - changeKinds.indexOf(b));
  return first === undefined ? ['same'] : [first, ...rest];
}

function enoughRequests(
  moments: Moments,
  before: MomentFigures,
  after: MomentFigures,
  { leastRequests }: ChangeThresholds,
): boolean {
  const counted = [
    (before.requestsPerSecond ?? 0) * moments.beforeSeconds,
    (after.requestsPerSecond ?? 0) * moments.afterSeconds,
  ];
  return counted.every((count) => count > 0 && count >= leastRequests);
}

/**
 * Relative to the rate before, and more than chance: counts of rare requests scatter by their square root, so a
 * difference within two of those says nothing.
 */
function trafficChange(
  moments: Moments,
  before: MomentFigures,
  after: MomentFigures,
  { rateShare }: ChangeThresholds,
): ChangeKind | null {
  const isHttp = before.requestsPerSecond !== null || after.requestsPerSecond !== null;
  const was = (isHttp ? before.requestsPerSecond : before.bytesPerSecond) ?? 0;
  const is = (isHttp ? after.requestsPerSecond : after.bytesPerSecond) ?? 0;
  if (was === is || Math.abs(is - was) < rateShare * was) return null;
  if (isHttp) {
    const deviation = Math.sqrt(was / moments.beforeSeconds + is / moments.afterSeconds);
    if (Math.abs(is - was) <= 2 * deviation) return null;
  }
  return is > was ? 'moreTraffic' : 'lessTraffic';
}

function errorChange(
  before: MomentFigures,
  after: MomentFigures,
  { errorPoints }: ChangeThresholds,
): ChangeKind | null {
  if (before.errorShare === null || after.errorShare === null) return null;
  const points = after.errorShare - before.errorShare;
  if (points === 0 || Math.abs(points) < errorPoints) return null;
  return points > 0 ? 'moreErrors' : 'fewerErrors';
}

function latencyChange(
  before: MomentFigures,
  after: MomentFigures,
  { latencyMs, latencyShare }: ChangeThresholds,
): ChangeKind | null {
  if (before.p95Ms === null || after.p95Ms === null) return null;
  const longer = after.p95Ms - before.p95Ms;
  if (longer === 0 || Math.abs(longer) < latencyMs || Math.abs(longer) < latencyShare * before.p95Ms)
    return null;
  return longer > 0 ? 'slower' : 'faster';
}

/** What a kind counts for before its size is looked at: trouble, then structure, then relief, then load. */
const WEIGHTS: Readonly<Record<ChangeKind, number>> = {
  moreErrors: 6,
  slower: 4,
  new: 3,
  gone: 3,
  fewerErrors: 2.5,
  faster: 2,
  moreTraffic: 1,
  lessTraffic: 1,
  unknown: 0,
  same: 0,
};

/** Larger = more telling: the kind, how much it changed (0..2), and how many requests it concerns (0..1). */
export function changeScore(kind: ChangeKind, { before, after }: Pick<Moments, 'before' | 'after'>): number {
  if (kind === 'same' || kind === 'unknown') return 0;
  const rate = Math.max(before?.requestsPerSecond ?? 0, after?.requestsPerSecond ?? 0);
  const concerned = Math.min(1, Math.log10(1 + rate) / 3);
  return WEIGHTS[kind] + 2 * sizeOf(kind, before, after) + concerned;
}

/** 0..1. */
function sizeOf(kind: ChangeKind, before: MomentFigures | null, after: MomentFigures | null): number {
  switch (kind) {
    case 'moreErrors':
    case 'fewerErrors':
      return Math.abs((after?.errorShare ?? 0) - (before?.errorShare ?? 0));
    case 'slower':
    case 'faster':
      return doublings(before?.p95Ms ?? null, after?.p95Ms ?? null);
    case 'moreTraffic':
    case 'lessTraffic':
      return doublings(
        before?.requestsPerSecond ?? before?.bytesPerSecond ?? null,
        after?.requestsPerSecond ?? after?.bytesPerSecond ?? null,
      );
    default:
      return 0;
  }
}

/** Five doublings (or halvings) are as much as there is to say. */
function doublings(before: number | null, after: number | null): number {
  if (before === null || after === null || before <= 0 || after <= 0) return 0;
  return Math.min(1, Math.abs(Math.log2(after / before)) / 5);
}
