/** What a variable's query asks Prometheus for its options. */

/** `selector` null: of all series. */
export type VariableQuestion =
  | { readonly kind: 'label-values'; readonly label: string; readonly selector: string | null }
  | { readonly kind: 'label-names'; readonly pattern: string | null }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'result'; readonly expr: string }
  | { readonly kind: 'series'; readonly selector: string };

/** After variables were put in; null for nothing. What is no function is a selector, as in Grafana. */
export function variableQuestion(query: string): VariableQuestion | null {
  const text = query.trim();
  if (text === '') return null;
  const [, name, inner = ''] = /^(label_values|label_names|metrics|query_result)\((.*)\)$/s.exec(text) ?? [];
  switch (name) {
    case 'label_values':
      return labelValues(inner);
    case 'label_names':
      return { kind: 'label-names', pattern: inner.trim() === '' ? null : inner.trim() };
    case 'metrics':
      return { kind: 'metrics', pattern: inner.trim() };
    case 'query_result':
      return { kind: 'result', expr: inner.trim() };
    default:
      return { kind: 'series', selector: text };
  }
}

/** The label is what stands behind the last comma outside of braces. */
function labelValues(inner: string): VariableQuestion | null {
  let depth = 0;
  let cut = -1;
  let quoted = '';
  for (let at = 0; at < inner.length; at += 1) {
    const letter = inner.charAt(at);
    if (quoted !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quoted) quoted = '';
    } else if (letter === '"' || letter === "'") quoted = letter;
    else if ('({['.includes(letter)) depth += 1;
    else if (')}]'.includes(letter)) depth -= 1;
    else if (letter === ',' && depth === 0) cut = at;
  }
  const label = inner.slice(cut + 1).trim();
  const selector = cut < 0 ? null : inner.slice(0, cut).trim();
  return label === '' ? null : { kind: 'label-values', label, selector: selector === '' ? null : selector };
}
