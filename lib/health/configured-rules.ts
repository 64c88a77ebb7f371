/**
 * Rules as operators write them: by namespace, kind and name of what they are for. The first rule that fits decides,
 * the defaults come last, and an annotation on the object itself goes before all, as in Kiali.
 */
import type { LatencyLimit } from './latency-limits';
import type { Objective } from './objective';
import { patternOf } from './rate-pattern';
import { DEFAULT_SUBJECT_RULES, type HealthRules, type HealthSubject, type SubjectRules } from './rules';
import type { Tolerance } from './tolerances';
import { tolerancesOfAnnotation } from './written-tolerance';

/** Regular expressions that match anywhere; left out = everything. */
export interface WrittenScope {
  readonly namespace?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

type Scoped<Rule> = WrittenScope & { readonly rule: Rule };

export interface WrittenRules {
  readonly rates: readonly Scoped<readonly Tolerance[]>[];
  readonly latency: readonly Scoped<readonly LatencyLimit[]>[];
  readonly objectives: readonly Scoped<Objective>[];
}

/** Subjects come with every refresh, and there are not many of them. */
const MOST_REMEMBERED = 20_000;

/** Throws `Error` for a pattern that does not compile; lib/settings checks them first. */
export function configuredRules(written: WrittenRules): HealthRules {
  const rates = written.rates.map(compiled);
  const latency = written.latency.map(compiled);
  const objectives = written.objectives.map(compiled);
  const known = new Map<string, SubjectRules>();
  const find = (subject: HealthSubject): SubjectRules => {
    const own = subject.annotation === null ? null : tolerancesOfAnnotation(subject.annotation);
    return {
      tolerances:
        own !== null && own.tolerances.length > 0
          ? own.tolerances
          : (first(rates, subject) ?? DEFAULT_SUBJECT_RULES.tolerances),
      latency: first(latency, subject) ?? [],
      objective: first(objectives, subject),
      mistake: own === null || own.mistakes.length === 0 ? null : mistakeText(subject, own.mistakes),
    };
  };
  return {
    tolerances: [...written.rates.flatMap(({ rule }) => rule), ...DEFAULT_SUBJECT_RULES.tolerances],
    of(subject) {
      const key = JSON.stringify(subject);
      const found = known.get(key) ?? find(subject);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(key, found);
      return found;
    },
  };
}

function mistakeText({ names, namespace }: HealthSubject, mistakes: readonly string[]): string {
  const [who] = names;
  const where = `${who?.kind ?? 'object'} ${who?.name ?? ''} in ${namespace ?? 'no namespace'}`;
  return `The annotation health.kiali.io/rate of ${where} is not used as written: ${mistakes.join('; ')}.`;
}

interface Compiled<Rule> {
  readonly rule: Rule;
  fits(subject: HealthSubject): boolean;
}

function compiled<Rule>({ namespace, kind, name, rule }: Scoped<Rule>): Compiled<Rule> {
  const isNamespace = patternOf(namespace ?? '');
  const isKind = patternOf(kind ?? '');
  const isName = patternOf(name ?? '');
  return {
    rule,
    fits: (subject) =>
      isNamespace(subject.namespace ?? '') &&
      subject.names.some((one) => isKind(one.kind) && isName(one.name)),
  };
}

function first<Rule>(rules: readonly Compiled<Rule>[], subject: HealthSubject): Rule | null {
  return rules.find((rule) => rule.fits(subject))?.rule ?? null;
}
