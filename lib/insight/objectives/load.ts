/** Objectives with today's figures: shares of bad requests over each window, from recorded series where there are any. */
import type { QueryPort } from '@/lib/dashboards/query/port';
import { Fault } from '@/lib/mesh/fault';
import {
  BURN_WINDOWS,
  type BurnWindow,
  budgetOf,
  burnRate,
  firingAlerts,
  sloState,
} from '@/lib/objectives/burn';
import { recordedShare } from '@/lib/objectives/rules';
import { badShareExpr, totalExpr } from '@/lib/objectives/sli';
import { type Slo, sloSubject } from '@/lib/objectives/slo';
import type { ObjectivesAnswer, SloFigures } from './contract';

export interface ObjectivePorts {
  readonly queries: QueryPort;
  slos(): Promise<readonly Slo[]> | readonly Slo[];
  retentionSeconds(): Promise<number | null>;
}

/** Objectives that are asked about side by side. */
const AT_ONCE = 4;

/** Figures that cannot be read are null, with a warning; throws what the first question throws when the store is down. */
export async function loadObjectives(
  ports: ObjectivePorts,
  nowSeconds: number,
  signal?: AbortSignal,
): Promise<ObjectivesAnswer> {
  const slos = await ports.slos();
  const warnings = new Set<string>();
  const recorded =
    slos.length === 0 ? new Set<string>() : await recordedSlos(ports.queries, nowSeconds, signal);
  const figures: SloFigures[] = [];
  for (let at = 0; at < slos.length; at += AT_ONCE) {
    const part = slos.slice(at, at + AT_ONCE);
    figures.push(
      ...(await Promise.all(
        part.map((slo) => figuresOf(slo, recorded.has(slo.name), { ports, nowSeconds, warnings, signal })),
      )),
    );
  }
  return { slos: figures, retentionSeconds: await ports.retentionSeconds(), warnings: [...warnings] };
}

/** Names of objectives whose shares Prometheus records. */
async function recordedSlos(
  queries: QueryPort,
  nowSeconds: number,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const asked = queries.instant(`count by (slo) (${recordedShare('5m')})`, nowSeconds, signal);
  const { series } = await asked.catch((error: unknown) => {
    // Who sees some namespaces only is answered from the raw counters, which can be limited to them.
    if (error instanceof Fault && error.code === 'forbidden') return { series: [] };
    throw error;
  });
  return new Set(series.map(({ labels }) => labels.slo ?? ''));
}

interface Asking {
  readonly ports: ObjectivePorts;
  readonly nowSeconds: number;
  readonly warnings: Set<string>;
  readonly signal: AbortSignal | undefined;
}

async function figuresOf(slo: Slo, isRecorded: boolean, asking: Asking): Promise<SloFigures> {
  const whole = `${slo.windowDays}d`;
  const share = (window: string) =>
    figure(isRecorded ? `${recordedShare(window)}{slo="${slo.name}"}` : badShareExpr(slo, window), asking);
  const [badShare, perSecond, ...shares] = await Promise.all([
    share(whole),
    figure(totalExpr(slo, whole), asking),
    ...BURN_WINDOWS.map(share),
  ]);
  const byWindow = Object.fromEntries(
    BURN_WINDOWS.map((window, at) => [window, shares[at] ?? null]),
  ) as Record<BurnWindow, number | null>;
  const budget = budgetOf(badShare, byWindow['1h'], slo);
  return {
    slo,
    subject: sloSubject(slo),
    state: sloState(budget, byWindow, slo),
    budget,
    badShare,
    requests: perSecond === null ? null : perSecond * slo.windowDays * 86_400,
    burnRates: Object.fromEntries(
      BURN_WINDOWS.map((window) => [window, burnRate(byWindow[window], slo)]),
    ) as SloFigures['burnRates'],
    firing: firingAlerts(byWindow, slo).map(({ severity, long, short, factor }) => ({
      severity,
      long,
      short,
      factor,
    })),
    expr: badShareExpr(slo, '1h'),
    isRecorded,
  };
}

/** The one figure of a query; null where there is none, NaN (nothing by nothing) included. */
async function figure(expr: string, { ports, nowSeconds, warnings, signal }: Asking): Promise<number | null> {
  try {
    const asked = await ports.queries.instant(expr, nowSeconds, signal);
    for (const warning of asked.warnings) warnings.add(warning);
    const value = asked.series[0]?.points[0]?.[1];
    return value === undefined || Number.isNaN(value) ? null : value;
  } catch (error) {
    if (signal?.aborted || !(error instanceof Fault)) throw error;
    warnings.add(error.message);
    return null;
  }
}
