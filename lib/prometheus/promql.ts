/**
 * Writes PromQL from values that nobody has checked: every label value and regular expression is escaped here
 * and nowhere else (https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals).
 */

export interface LabelMatcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  /** As meant, not escaped; for `=~` and `!~` an RE2 expression, see `anyOf`. */
  readonly value: string;
}

/** An instant or range expression in PromQL. */
export type Expression = string;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Control characters end or break a literal; U+FFFD is what Prometheus' lexer reads for "invalid UTF-8",
 * so a real one must be written as an escape.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const TO_ESCAPE = /[\u0000-\u001f\u007f"\\\ufffd]/g;

/** A string literal in double quotes. Lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
export function quoted(value: string): string {
  const escaped = value.toWellFormed().replace(TO_ESCAPE, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return (
      ESCAPES[character] ?? (code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`)
    );
  });
  return `"${escaped}"`;
}

/** An RE2 expression that matches exactly this text. */
export function literally(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** An RE2 expression that matches any of these texts, for `=~` (which is anchored at both ends). */
export function anyOf(texts: readonly string[]): string {
  return texts.map(literally).join('|');
}

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/**
 * OpenTelemetry's names as they are, with dots. Prometheus 3 keeps them so and takes them in quotes
 * (https://prometheus.io/docs/guides/utf8/); to Prometheus 2 they are errors of syntax.
 */
const DOTTED_NAME = /^[a-zA-Z_][a-zA-Z0-9_./-]*$/;

/** `metric{a="1",b=~"2"}`, or `{"metric.name",a="1"}`. Names are ours, so a malformed one is a defect and throws. */
export function selector(metric: string, matchers: readonly LabelMatcher[]): Expression {
  if (METRIC_NAME.test(metric)) return metric + selectorOf(matchers);
  if (!DOTTED_NAME.test(metric)) throw new TypeError(`"${metric}" is no metric name.`);
  return `{${[quoted(metric), ...matchers.map(written)].join(',')}}`;
}

/** Series of any name; one matcher at least must not match the empty text. */
export function selectorOf(matchers: readonly LabelMatcher[]): Expression {
  return `{${matchers.map(written).join(',')}}`;
}

function written(matcher: LabelMatcher): string {
  return `${labelName(matcher.name)}${matcher.operator}${quoted(matcher.value)}`;
}

function labelName(name: string): string {
  if (LABEL_NAME.test(name)) return name;
  if (!DOTTED_NAME.test(name)) throw new TypeError(`"${name}" is no label name.`);
  return quoted(name);
}

export function equal(name: string, value: string): LabelMatcher {
  return { name, operator: '=', value };
}

export function notEqual(name: string, value: string): LabelMatcher {
  return { name, operator: '!=', value };
}

/** Label is one of the values; the empty string stands for "not there". */
export function oneOf(name: string, values: readonly string[]): LabelMatcher {
  return { name, operator: '=~', value: anyOf(values) };
}

export function noneOf(name: string, values: readonly string[]): LabelMatcher {
  return { name, operator: '!~', value: anyOf(values) };
}

/** A PromQL duration: whole seconds as `90s`, else milliseconds. Throws on what Prometheus refuses (zero, negative, NaN). */
export function duration(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  if (!Number.isSafeInteger(ms) || ms <= 0) throw new RangeError(`${seconds} s is no duration.`);
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** Per-second increase over the window that ends at the query's instant. */
export function rate(vector: Expression, windowSeconds: number): Expression {
  return `rate(${vector}[${duration(windowSeconds)}])`;
}

/** A vector as it was at a fixed instant, whatever the query's own. */
export function atInstant(vector: Expression, seconds: number): Expression {
  return `${vector} @ ${seconds.toFixed(3)}`;
}

/** The sum of a gauge's samples over the span that ends at a fixed instant. */
export function sumOverTime(vector: Expression, spanSeconds: number, atSeconds: number): Expression {
  return `sum_over_time(${atInstant(`${vector}[${duration(spanSeconds)}]`, atSeconds)})`;
}

export function sumBy(labels: readonly string[], vector: Expression): Expression {
  return `sum by (${labels.map(labelName).join(',')}) (${vector})`;
}

/** `share` between 0 and 1; the vector keeps `le`. */
export function histogramQuantile(share: number, vector: Expression): Expression {
  return `histogram_quantile(${share},${vector})`;
}

/** Adds a label with a fixed value, to tell the parts of an `or` apart. */
export function marked(vector: Expression, label: string, value: string): Expression {
  return `label_replace(${vector},${quoted(label)},${quoted(value)},"","")`;
}
