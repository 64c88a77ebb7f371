/** The mounted settings file: what may stand in it. `deploy/settings.example.yaml` shows all of it. */
import { z } from 'zod';
import { parseDurationMs } from '@/lib/environment/values';
import { codePatternOf, patternOf } from '@/lib/health/rate-pattern';
import { sloSchema } from '@/lib/objectives/slo';
import { linkPatternSchema } from '@/lib/traces/links/pattern';
import { clustersSchema } from './clusters';

/** A regular expression (RE2) that matches anywhere, as in Kiali. */
const pattern = z.string().superRefine(compiles(patternOf));
/** `404` is as good as `"404"`. */
const codePattern = z.preprocess(
  (written) => (typeof written === 'number' ? String(written) : written),
  z.string().min(1).superRefine(compiles(codePatternOf)),
);

function compiles(compile: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx) => {
    try {
      compile(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'it does not compile';
      context.addIssue({ code: 'custom', message: `this is no regular expression of RE2: ${reason}` });
    }
  };
}

const percent = z.number().min(0).max(100);

/** Such as `300ms` or `2s`, in milliseconds. */
const duration = z.string().transform((text, context) => {
  const ms = parseDurationMs(text);
  if (ms !== null && ms > 0) return ms;
  context.addIssue({ code: 'custom', message: 'this is no duration, such as 300ms or 2s' });
  return z.NEVER;
});

/** What a rule is for; left out = everything. */
const scope = {
  namespace: pattern.optional(),
  /** `app`, `workload`, `service`, or a pattern of them. */
  kind: pattern.optional(),
  name: pattern.optional(),
};

/** Kiali's `health_config.rate`, so that its list can be used as it is. */
const rate = z.strictObject({
  ...scope,
  tolerance: z
    .array(
      z
        .strictObject({
          code: codePattern,
          degraded: percent.optional(),
          failure: percent.optional(),
          protocol: pattern.optional(),
          direction: pattern.optional(),
        })
        .refine(
          ({ degraded = 0, failure }) => failure === undefined || failure === 0 || degraded <= failure,
          {
            path: ['degraded'],
            message: 'this is more than failure, so nothing would ever be degraded',
          },
        ),
    )
    .min(1),
});

const limits = z
  .strictObject({ degraded: duration.optional(), failure: duration.optional() })
  .refine(({ degraded, failure }) => degraded !== undefined || failure !== undefined, {
    message: 'it needs degraded or failure',
  })
  .refine(({ degraded, failure }) => degraded === undefined || failure === undefined || degraded <= failure, {
    path: ['degraded'],
    message: 'this is longer than failure, so nothing would ever be degraded',
  });

const latency = z
  .strictObject({ ...scope, p50: limits.optional(), p95: limits.optional(), p99: limits.optional() })
  .refine(({ p50, p95, p99 }) => p50 !== undefined || p95 !== undefined || p99 !== undefined, {
    message: 'it needs p50, p95 or p99',
  });

const objective = z
  .strictObject({
    ...scope,
    /** Per cent of requests that should go well and be answered in time. */
    good: z.number().gt(0).max(100),
    within: duration.optional(),
    /** Per cent below which it is failing. */
    failing: percent.optional(),
  })
  .refine(({ good, failing }) => failing === undefined || failing < good, {
    path: ['failing'],
    message: 'this is not below good, so a missed objective would never be degraded',
  });

/** An objective over weeks, with an error budget; see lib/objectives. */
const slo = z.strictObject({
  ...sloSchema.omit({ withinMs: true }).shape,
  /** Left out = however long a request takes. */
  within: duration.optional(),
});

/** Findings of the analysis of configuration that do not count. Each part is a pattern with `*` and `?`. */
const suppression = z
  .strictObject({
    /** A code of ours, of istioctl analyze or of Kiali. */
    code: z.string().min(1).optional(),
    kind: z.string().min(1).optional(),
    namespace: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
  })
  .refine((rule) => Object.keys(rule).length > 0, {
    message: 'it needs code, kind, namespace or name, else nothing would count',
  });

export const settingsFileSchema = z.strictObject({
  health: z.strictObject({ rate: z.array(rate).optional(), latency: z.array(latency).optional() }).optional(),
  objectives: z.array(objective).optional(),
  slos: z
    .array(slo)
    .max(100)
    .superRefine((slos, context) => {
      for (const [at, { name }] of slos.entries()) {
        if (slos.findIndex((other) => other.name === name) < at) {
          context.addIssue({ code: 'custom', path: [at, 'name'], message: `"${name}" is there already` });
        }
      }
    })
    .optional(),
  suppress: z.array(suppression).optional(),
  /** From traces and spans to other tools; Jaeger UI's `linkPatterns`. */
  links: z.array(linkPatternSchema).max(200).optional(),
  /** Read at the start only. */
  clusters: clustersSchema.optional(),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;
