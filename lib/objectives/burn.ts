/** How fast an error budget burns, what is left of it, and when it will be gone. Pure arithmetic over shares of bad requests. */
import { budgetShare, type Slo } from './slo';

/** Both windows must burn: the long one says that it matters, the short one that it still goes on. */
export interface BurnAlert {
  readonly severity: 'page' | 'ticket';
  readonly long: string;
  readonly short: string;
  /** Times as fast as would just last for the whole window. */
  readonly factor: number;
  /** Seconds of the condition before it fires. */
  readonly forSeconds: number;
}

/** For a window of 30 days; the Workbook's recommendation: 2 % of the budget in an hour, 5 % in six, 10 % in three days. */
export const BURN_ALERTS: readonly BurnAlert[] = [
  { severity: 'page', long: '1h', short: '5m', factor: 14.4, forSeconds: 120 },
  { severity: 'page', long: '6h', short: '30m', factor: 6, forSeconds: 900 },
  { severity: 'ticket', long: '1d', short: '2h', factor: 3, forSeconds: 3600 },
  { severity: 'ticket', long: '3d', short: '6h', factor: 1, forSeconds: 10_800 },
];

/** Every window that is needed, shortest first. */
export const BURN_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type BurnWindow = (typeof BURN_WINDOWS)[number];

/** Times as fast as would just last; null where there was no request. */
export function burnRate(badShare: number | null, slo: Pick<Slo, 'target'>): number | null {
  return badShare === null ? null : badShare / budgetShare(slo);
}

export interface Budget {
  /** Share of the budget that is used, 0 to 1 and beyond. */
  readonly used: number;
  /** What is left; negative when it is overdrawn. */
  readonly left: number;
  /** Seconds until it is gone at the pace of the last hour; null = it lasts, or it is gone already. */
  readonly endsInSeconds: number | null;
}

/**
 * `badShare` over the whole window, `recent` over the last hour. At a burn rate of 1 a full budget lasts one window, so
 * what is left lasts `left / rate` windows.
 */
export function budgetOf(
  badShare: number | null,
  recent: number | null,
  slo: Pick<Slo, 'target' | 'windowDays'>,
): Budget | null {
  const used = burnRate(badShare, slo);
  if (used === null) return null;
  const left = 1 - used;
  const pace = burnRate(recent, slo);
  const windowSeconds = slo.windowDays * 86_400;
  const endsInSeconds = pace === null || pace <= 1 || left <= 0 ? null : (left / pace) * windowSeconds;
  return { used, left, endsInSeconds };
}

export type SloState =
  /** The budget lasts. */
  | 'met'
  /** It burns so fast that somebody should look today. */
  | 'burning'
  /** So fast that somebody should look now. */
  | 'burning-fast'
  /** More failed than may. */
  | 'missed'
  /** Nobody asked anything. */
  | 'idle';

/** The gravest that holds. `shares` of bad requests by window. */
export function sloState(
  budget: Budget | null,
  shares: Readonly<Partial<Record<BurnWindow, number | null>>>,
  slo: Pick<Slo, 'target'>,
): SloState {
  if (budget === null) return 'idle';
  if (budget.left < 0) return 'missed';
  const firing = firingAlerts(shares, slo);
  if (firing.some(({ severity }) => severity === 'page')) return 'burning-fast';
  return firing.length > 0 ? 'burning' : 'met';
}

/** Alerts whose both windows are above their factor. */
export function firingAlerts(
  shares: Readonly<Partial<Record<BurnWindow, number | null>>>,
  slo: Pick<Slo, 'target'>,
): readonly BurnAlert[] {
  const above = (window: string, factor: number) => {
    const share = Object.hasOwn(shares, window) ? shares[window as BurnWindow] : null;
    const rate = burnRate(share ?? null, slo);
    return rate !== null && rate > factor;
  };
  return BURN_ALERTS.filter(({ long, short, factor }) => above(long, factor) && above(short, factor));
}
