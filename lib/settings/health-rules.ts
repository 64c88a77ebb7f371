/** The rules of health that a settings file asks for. */
import { configuredRules } from '@/lib/health/configured-rules';
import { LATENCY_QUANTILES, type LatencyLimit, type LatencyQuantile } from '@/lib/health/latency-limits';
import type { HealthRules } from '@/lib/health/rules';
import { toleranceOf } from '@/lib/health/written-tolerance';
import type { SettingsFile } from './schema';

/** Annotations of Kiali are understood without a settings file too. */
export function healthRulesOf({ health = {}, objectives = [] }: SettingsFile): HealthRules {
  return configuredRules({
    rates: (health.rate ?? []).map(({ tolerance, ...scope }) => ({
      ...scope,
      rule: tolerance.map(toleranceOf),
    })),
    latency: (health.latency ?? []).map((rule) => ({ ...scopeOf(rule), rule: limitsOf(rule) })),
    objectives: objectives.map((rule) => ({
      ...scopeOf(rule),
      rule: {
        goodShare: rule.good / 100,
        withinMs: rule.within ?? null,
        failingBelow: rule.failing === undefined ? null : rule.failing / 100,
      },
    })),
  });
}

function scopeOf({
  namespace,
  kind,
  name,
}: {
  namespace?: string | undefined;
  kind?: string | undefined;
  name?: string | undefined;
}) {
  return { namespace, kind, name };
}

type WrittenLatency = NonNullable<NonNullable<SettingsFile['health']>['latency']>[number];

function limitsOf(rule: WrittenLatency): readonly LatencyLimit[] {
  return (Object.keys(LATENCY_QUANTILES) as LatencyQuantile[]).flatMap((quantile) => {
    const limits = rule[quantile];
    if (limits === undefined) return [];
    return { quantile, degradedFromMs: limits.degraded ?? null, failingFromMs: limits.failure ?? null };
  });
}
