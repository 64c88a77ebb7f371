/**
 * Requests that stand for all that may be meant: metrics tell who calls whom, not with which path or header. Each
 * condition of a rule gets a request that fulfils it; where a pattern leaves open how, the simulation decides whether
 * the one that was made up does.
 */
import { conditionText } from '@/lib/config/simulation/http-match';
import type { GatewayMatch } from '@/lib/config/simulation/read/http-route';
import type { StringMatch } from '@/lib/config/simulation/read/string-match';
import type { HttpMatch } from '@/lib/config/simulation/read/virtual-service';

export interface SampleShape {
  /** Null = as the caller's protocol has it. */
  readonly method: string | null;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** "whose path begins with /api"; null = nothing in particular. */
  readonly words: string | null;
}

export const PLAIN: SampleShape = { method: null, path: '/', headers: {}, words: null };

export function shapeOf(match: HttpMatch): SampleShape {
  const words: string[] = [];
  const text = (what: string, condition: StringMatch | null, otherwise: string): string => {
    if (condition === null) return otherwise;
    words.push(`whose ${what} ${conditionText(condition)}`);
    return textFor(condition, otherwise);
  };
  const path = text('path', match.uri, '/');
  const method = match.method === null ? null : text('method', match.method, 'GET');
  const headers: Record<string, string> = {};
  for (const [name, condition] of match.headers) {
    headers[name] = textFor(condition, 'any');
    words.push(`whose header ${name} ${conditionText(condition)}`);
  }
  const query = match.queryParams.map(([name, condition]) => {
    words.push(`whose parameter ${name} ${conditionText(condition)}`);
    return `${encodeURIComponent(name)}=${encodeURIComponent(textFor(condition, 'any'))}`;
  });
  return {
    method,
    path: withQuery(path.startsWith('/') ? path : `/${path}`, query),
    headers,
    words: inWords(words),
  };
}

export function gatewayShapeOf({ path, headers, queryParams, method }: GatewayMatch): SampleShape {
  const words: string[] = [];
  const isAnyPath = path.type === 'PathPrefix' && path.value === '/';
  if (!isAnyPath) words.push(`whose path ${PATH_WORDS[path.type]} ${path.value}`);
  if (method !== null) words.push(`whose method is exactly ${method}`);
  const namedValue = ({ type, value }: { readonly type: string; readonly value: string }) =>
    type === 'Exact' ? value : fromPattern(value);
  for (const header of headers) words.push(`whose header ${header.name} is ${header.value}`);
  for (const parameter of queryParams) words.push(`whose parameter ${parameter.name} is ${parameter.value}`);
  return {
    method,
    path: withQuery(
      path.type === 'RegularExpression' ? fromPattern(path.value) : path.value,
      queryParams.map((one) => `${encodeURIComponent(one.name)}=${encodeURIComponent(namedValue(one))}`),
    ),
    headers: Object.fromEntries(headers.map((one) => [one.name.toLowerCase(), namedValue(one)])),
    words: inWords(words),
  };
}

const PATH_WORDS: Readonly<Record<GatewayMatch['path']['type'], string>> = {
  Exact: 'is exactly',
  PathPrefix: 'is or lies below',
  RegularExpression: 'matches',
};

function inWords(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(' and ');
}

function withQuery(path: string, query: readonly string[]): string {
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function textFor(condition: StringMatch, otherwise: string): string {
  switch (condition.kind) {
    case 'exact':
    case 'prefix':
      return condition.value;
    case 'regex':
      return fromPattern(condition.value);
    case 'present':
      return otherwise;
  }
  return condition satisfies never;
}

/** A text that plain patterns take: the first of alternatives, once what may repeat, a letter or digit for a class. */
export function fromPattern(pattern: string): string {
  let text = pattern.replace(/^\(\?[a-z]+\)/, '').replace(/^\^|\$$/g, '');
  for (let round = 0; round < 10 && /\([^()]*\)/.test(text); round += 1) {
    text = text.replace(/\((?:\?:|\?P?<\w+>)?([^()|]*)(?:\|[^()]*)?\)[?*+]?/g, '$1');
  }
  return (text.split('|')[0] ?? '')
    .replace(/\\d(?:[+*?]|\{[\d,]+\})?/g, '1')
    .replace(/\\w(?:[+*?]|\{[\d,]+\})?/g, 'a')
    .replace(/\[\^[^\]]*\](?:[+*?]|\{[\d,]+\})?/g, 'a')
    .replace(/\[([^\]\\])[^\]]*\](?:[+*?]|\{[\d,]+\})?/g, '$1')
    .replace(/(?<!\\)\.[*?]/g, '')
    .replace(/(?<!\\)\.(?:\+|\{[\d,]+\})?/g, 'a')
    .replace(/([^\\])[*?]/g, '$1')
    .replace(/\+/g, '')
    .replace(/\\(.)/g, '$1');
}
