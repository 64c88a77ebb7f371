/** The Prometheus rules of objectives: shares of bad requests recorded over each window, and alerts on how fast the budget burns. */
import { dump } from 'js-yaml';
import { BURN_ALERTS, BURN_WINDOWS } from './burn';
import { badShareExpr } from './sli';
import { budgetShare, type Slo, sloSubject } from './slo';

/** Name of a recorded share: `slo:bad_requests:share1h`. */
export function recordedShare(window: string): string {
  return `slo:bad_requests:share${window}`;
}

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

/** One group for the shares and one for the alerts of each objective. */
export function sloRuleGroups(slos: readonly Slo[]): readonly RuleGroup[] {
  return slos.flatMap((slo) => [
    { name: `periplus-slo-${slo.name}-shares`, interval: '30s', rules: recordings(slo) },
    { name: `periplus-slo-${slo.name}-alerts`, interval: '30s', rules: alerts(slo) },
  ]);
}

function recordings(slo: Slo): readonly Rule[] {
  const labels = { slo: slo.name };
  const windows = BURN_WINDOWS.map((window) => ({
    record: recordedShare(window),
    expr: badShareExpr(slo, window),
    labels,
  }));
  const whole = `${slo.windowDays}d`;
  const known: readonly string[] = BURN_WINDOWS;
  return known.includes(whole)
    ? windows
    : [...windows, { record: recordedShare(whole), expr: badShareExpr(slo, whole), labels }];
}

function alerts(slo: Slo): readonly Rule[] {
  const matcher = `{slo="${slo.name}"}`;
  return BURN_ALERTS.map(({ severity, long, short, factor, forSeconds }) => {
    // As a decimal that reads well: 14.4 times 0.001 is not exactly 0.0144 in binary.
    const limit = Number((factor * budgetShare(slo)).toPrecision(10));
    return {
      alert: severity === 'page' ? 'SloBudgetBurnsFast' : 'SloBudgetBurns',
      expr: `${recordedShare(long)}${matcher} > ${limit} and ${recordedShare(short)}${matcher} > ${limit}`,
      for: `${forSeconds}s`,
      labels: {
        severity,
        slo: slo.name,
        long_window: long,
        short_window: short,
        destination_service_namespace: slo.service.namespace,
        destination_service_name: slo.service.name,
      },
      annotations: {
        summary: `The error budget of ${slo.name} burns ${factor} times too fast`,
        description: `${sloSubject(slo)}: {{ $value | humanizePercentage }} of requests were bad over ${long}; ${Number((100 - slo.target).toPrecision(10))} % may be over ${slo.windowDays} days.`,
      },
    };
  });
}

/** As a file for `rule_files`. */
export function sloRulesYaml(slos: readonly Slo[]): string {
  return `# Objectives of Periplus: shares of bad requests, and alerts on how fast error budgets burn.\n${dump(
    { groups: sloRuleGroups(slos) },
    { lineWidth: -1, noRefs: true },
  )}`;
}
