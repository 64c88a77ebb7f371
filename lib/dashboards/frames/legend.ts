/** What series are called: by the query's legend, by the labels that tell them apart, or by all labels. */
import type { Target } from '@/lib/dashboards/model/target';

type Labels = Readonly<Record<string, string>>;

/** `{{label}}` replaced; a label that a series does not have is empty, and spaces around names do not matter. */
export function fillLegend(template: string, labels: Labels): string {
  return template.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) =>
    Object.hasOwn(labels, name) ? (labels[name] ?? '') : '',
  );
}

/** One title for each series, in order. */
export function seriesTitles(
  series: readonly Labels[],
  { legend, expr }: Pick<Target, 'legend' | 'expr'>,
): string[] {
  if (legend !== '' && legend !== '__auto') return series.map((labels) => fillLegend(legend, labels) || expr);
  if (legend === '__auto' && series.length > 1) {
    const telling = tellingLabels(series);
    if (telling.length === 1)
      return series.map((labels) => labels[telling[0] ?? ''] ?? allLabels(labels, expr));
    if (telling.length > 1) return series.map((labels) => pairs(labels, telling) || allLabels(labels, expr));
  }
  if (legend === '__auto' && series.length === 1) {
    const [only = {}] = series;
    const { __name__: name, ...rest } = only;
    const values = Object.values(rest);
    return [values.length === 1 ? (values[0] ?? '') : allLabels(only, name ?? expr)];
  }
  return series.map((labels) => allLabels(labels, expr));
}

/** Names of labels that differ between series. */
function tellingLabels(series: readonly Labels[]): readonly string[] {
  const names = new Set(series.flatMap((labels) => Object.keys(labels)));
  return [...names].filter((name) => new Set(series.map((labels) => labels[name])).size > 1);
}

function pairs(labels: Labels, names: readonly string[]): string {
  const known = names.filter((name) => Object.hasOwn(labels, name));
  return known.length === 0 ? '' : `{${known.map((name) => `${name}="${labels[name]}"`).join(', ')}}`;
}

function allLabels({ __name__: name = '', ...labels }: Labels, expr: string): string {
  const text = `${name}${pairs(labels, Object.keys(labels))}`;
  return text === '' ? expr : text;
}
