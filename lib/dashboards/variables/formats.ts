/** The ways in which chosen values are written into a text: `${name:csv}` and its like. */
import type { Chosen } from './interpolate';

/** An unknown format writes the values like `glob`, as Grafana does. */
export function formatChosen(name: string, chosen: Chosen, format: string, zone: string): string {
  const [kind = '', ...rest] = format.split(':');
  if (chosen.raw !== undefined && kind !== 'text' && kind !== 'queryparam') return chosen.raw;
  const { values, texts } = chosen;
  switch (kind) {
    case 'promql':
      return promql(values);
    case 'regex':
      return several(values.map(escapeRegex), '|');
    case 'lucene':
      return lucene(values);
    case 'pipe':
      return values.join('|');
    case 'csv':
    case 'raw':
      return values.join(',');
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'text':
      return texts.join(' + ');
    case 'doublequote':
      return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
    case 'singlequote':
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',');
    case 'sqlstring':
      return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    case 'percentencode':
      return encode(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`);
    case 'uriencode':
      return encodeURI(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`);
    case 'queryparam':
      return values.map((value) => `var-${encode(name)}=${encode(value)}`).join('&');
    case 'date':
      return date(values[0] ?? '', rest.join(':'), zone);
    case 'distributed':
      return values.map((value, at) => (at === 0 ? value : `${name}=${value}`)).join(',');
    default:
      return values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`;
  }
}

/** In a PromQL string, where the expression's own backslashes are escaped once more. */
function promql(values: readonly string[]): string {
  const escaped = values.map((value) =>
    value.replace(/[$^*{}[\]'+?.()|\\/]/g, '\\\\$&').replaceAll('"', '\\"'),
  );
  return several(escaped, '|');
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

function lucene(values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/[!*+\-=<>\s&|()[\]{}^~?:\\/"]/g, '\\$&'));
  if (escaped.length === 1) return escaped[0] ?? '';
  return `(${escaped.map((value) => `"${value}"`).join(' OR ')})`;
}

function several(values: readonly string[], separator: string): string {
  return values.length === 1 ? (values[0] ?? '') : `(${values.join(separator)})`;
}

/** Strict: also what encodeURIComponent leaves, as Grafana does. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `iso` (the default), `seconds`, `unix`, or letters YYYY MM DD HH mm ss. */
function date(text: string, form: string, zone: string): string {
  const ms = Number(text);
  if (text === '' || Number.isNaN(ms) || Number.isNaN(new Date(ms).getTime())) return text;
  if (form === '' || form === 'iso') return new Date(ms).toISOString();
  if (form === 'seconds' || form === 'unix') return String(Math.round(ms / 1000));
  const parts = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const letters: Readonly<Record<string, Intl.DateTimeFormatPartTypes>> = {
    YYYY: 'year',
    MM: 'month',
    DD: 'day',
    HH: 'hour',
    mm: 'minute',
    ss: 'second',
  };
  return form.replace(/YYYY|MM|DD|HH|mm|ss/g, (letter) => parts.get(letters[letter] ?? 'literal') ?? letter);
}
