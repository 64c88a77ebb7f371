/** Prometheus' rules API (`/api/v1/rules`), checked as it comes in; what is not of the expected kind is left out. What fired before stands in its series `ALERTS`. */
import 'server-only';
import { z } from 'zod';
import type { AlertPort, StoreRuleGroup } from '@/lib/alerts/port';
import { addMatchers } from '@/lib/promql/selectors';
import type { PrometheusClient } from './client';
import type { Labels } from './response';

const texts = z.record(z.string(), z.string()).catch({});
const seconds = z.number().catch(0);
const instant = z
  .string()
  .nullish()
  .transform((text) => {
    const ms = text == null ? Number.NaN : Date.parse(text);
    // Go's zero time stands for never.
    return Number.isNaN(ms) || ms <= 0 ? null : ms / 1000;
  })
  .catch(null);

const alert = z
  .object({
    state: z.string(),
    labels: texts,
    annotations: texts,
    activeAt: instant,
    value: z.string().catch(''),
  })
  .transform(({ activeAt, ...rest }) => ({ ...rest, activeAtSeconds: activeAt }));

const rule = z
  .object({
    type: z.enum(['alerting', 'recording']),
    name: z.string(),
    query: z.string(),
    health: z.string().catch('unknown'),
    lastError: z.string().optional().catch(undefined),
    duration: seconds.optional(),
    lastEvaluation: instant,
    labels: texts.optional(),
    annotations: texts.optional(),
    alerts: z.array(z.unknown()).catch([]),
  })
  .transform((read) => ({
    kind: read.type,
    name: read.name,
    expr: read.query,
    health: read.health,
    lastError: read.lastError === undefined || read.lastError === '' ? null : read.lastError,
    forSeconds: read.duration ?? 0,
    evaluatedAtSeconds: read.lastEvaluation,
    labels: read.labels ?? {},
    annotations: read.annotations ?? {},
    alerts: goodOnes(alert, read.alerts),
  }));

const group = z
  .object({
    name: z.string(),
    file: z.string().catch(''),
    interval: seconds,
    rules: z.array(z.unknown()).catch([]),
  })
  .transform(
    ({ name, file, interval, rules }): StoreRuleGroup => ({
      name,
      file,
      intervalSeconds: interval,
      rules: goodOnes(rule, rules),
    }),
  );

function goodOnes<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Null for data that is no list of groups: another store's answer. */
export function readRules(data: unknown): readonly StoreRuleGroup[] | null {
  const groups = z.object({ groups: z.array(z.unknown()) }).safeParse(data);
  return groups.success ? goodOnes(group, groups.data.groups) : null;
}

// A constant function: answers are shared by it, see the client.
const readLabels = (labels: Labels) => labels;

export function prometheusAlerts(client: PrometheusClient): AlertPort {
  return {
    rules: async (signal) => readRules(await client.rules(signal)),
    async fired({ fromSeconds, toSeconds }, signal) {
      // Prometheus writes a sample of ALERTS for each alert at each evaluation.
      const seconds = Math.max(1, Math.round(toSeconds - fromSeconds));
      const expr = addMatchers(
        `max_over_time(ALERTS{alertstate="firing"}[${seconds}s])`,
        client.labelMatchers,
      );
      return (await client.instant(expr, { atSeconds: toSeconds, read: readLabels, signal })).rows;
    },
  };
}
