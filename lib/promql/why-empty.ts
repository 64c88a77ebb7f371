/** Why a query that is right finds nothing: looks up its selectors one matcher after the other. */
import { type Matcher, type Selector, selectorsIn, selectorText } from './selectors';

/** What there is, within the window of the query. */
export interface LookedUp {
  /** Names of metrics that contain `part`, without regard to case. */
  metrics(part: string): Promise<readonly string[]>;
  /** Values of a label among the series of `selector`. */
  values(label: string, selector: string): Promise<readonly string[]>;
}

export interface EmptyReason {
  readonly message: string;
  readonly hint: string;
  /** The name or value that finds nothing; '' where it is not one. */
  readonly written: string;
  /** What could be written instead; empty where nothing is near. */
  readonly instead: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** More than these are not looked up. */
const MOST_SELECTORS = 8;
const MOST_OFFERED = 5;

/** One reason for each selector that finds nothing; else one for how their results are put together. Throws `lookups`' errors. */
export async function whyEmpty(expr: string, lookups: LookedUp): Promise<readonly EmptyReason[]> {
  const selectors = selectorsIn(expr).slice(0, MOST_SELECTORS);
  const reasons = await Promise.all(selectors.map((selector) => ofSelector(selector, lookups)));
  const found = reasons.filter((reason): reason is EmptyReason => reason !== null);
  return found.length > 0 ? found : [ofTheRest(expr, selectors.length)];
}

async function ofSelector(selector: Selector, lookups: LookedUp): Promise<EmptyReason | null> {
  const { metric, matchers, from, to } = selector;
  const named = (own: readonly Matcher[]) => selectorText({ metric, matchers: own });
  const exists = async (own: readonly Matcher[]) => (await lookups.values('__name__', named(own))).length > 0;
  const place = { from, to };
  // Without a metric a selector needs one matcher at least.
  if (metric === null) return null;
  if (!(await exists([]))) return noMetric(metric, place, lookups);
  for (const matcher of matchers) {
    if (await exists([matcher])) continue;
    const values = await lookups.values(matcher.name, named([]));
    return noValue(metric, matcher, values, place);
  }
  if (matchers.length < 2 || (await exists(matchers))) return null;
  return {
    ...place,
    message: `${metric} has series for each of these matchers, but none for all of them together.`,
    hint: 'Leave out one matcher after the other to see which two exclude each other.',
    written: '',
    instead: [],
  };
}

interface Place {
  readonly from: number;
  readonly to: number;
}

async function noMetric(metric: string, place: Place, lookups: LookedUp): Promise<EmptyReason> {
  const parts = metric.split(/[_:.]/).filter((part) => part.length > 2);
  const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? metric;
  const candidates = await lookups.metrics(longest);
  // A slip in the longest part hides what is near: then all names are compared.
  const near = nearest(metric, candidates.length > 0 ? candidates : await lookups.metrics(''));
  return {
    ...place,
    message: `There is no metric ${metric} in this window.`,
    hint:
      near.length > 0
        ? 'Is one of these meant?'
        : 'Look for it in the metric browser, or choose a longer window.',
    written: metric,
    instead: near,
  };
}

function noValue(metric: string, matcher: Matcher, values: readonly string[], place: Place): EmptyReason {
  const { name, operator, value } = matcher;
  if (values.length === 0) {
    return {
      ...place,
      message: `No series of ${metric} has the label ${name}.`,
      hint: 'Look at its labels in the metric browser.',
      written: name,
      instead: [],
    };
  }
  const near = nearest(value, values);
  const offered = near.length > 0 ? near : values.slice(0, MOST_OFFERED);
  return {
    ...place,
    message:
      operator === '='
        ? `No series of ${metric} has ${name}="${value}".`
        : `No series of ${metric} fits ${name}${operator}"${value}".`,
    hint: `${name} has ${values.length === 1 ? 'one value' : `${values.length} values`}.`,
    written: value,
    instead: operator === '=' || operator === '=~' ? offered : [],
  };
}

/** Every selector finds something, so what is done with it leaves nothing. */
function ofTheRest(expr: string, selectors: number): EmptyReason {
  const whole = { from: 0, to: expr.length, written: '', instead: [] };
  if (/(?<![=!])[<>]=?|[!=]=/.test(expr.replace(/"[^"]*"|\{[^}]*\}/g, ''))) {
    return {
      ...whole,
      message: 'There are series, but no value passes the comparison.',
      hint: 'Leave the comparison out to see the values, or write "bool" behind the operator.',
    };
  }
  if (selectors > 1) {
    return {
      ...whole,
      message: 'Both sides have series, but none of one side matches one of the other.',
      hint: 'Operators match series with equal labels: see in Explain which labels each side has, and use on() or ignoring().',
    };
  }
  if (!/\[[^\]]+\]/.test(expr)) {
    return {
      ...whole,
      message: 'There are series, but no sample at the instants that were asked for.',
      hint: 'A series is found for five minutes after its last sample: it may have ended before, or begun since. Choose another window or a shorter step.',
    };
  }
  return {
    ...whole,
    message: 'There are series, but too few samples in this window.',
    hint: 'Rates need two samples in their range: choose a longer range or window. A series may also have ended before it.',
  };
}

/** Up to five of `names` that are near to what was written, the nearest first. */
export function nearest(written: string, names: readonly string[]): readonly string[] {
  const wanted = written.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_OFFERED)
    .map(({ name }) => name);
}

/** Levenshtein's; what contains the other is near whatever the lengths. */
function distanceOf(a: string, b: string): number {
  if (a.length > 2 && (b.includes(a) || (b.length > 2 && a.includes(b)))) return 1;
  if (Math.abs(a.length - b.length) > Math.max(2, a.length / 3)) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
