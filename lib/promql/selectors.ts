/** Vector selectors in a PromQL text: what they name, and texts with other selectors in their place. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { Fault } from '@/lib/mesh/fault';
import { syntaxMistake } from './syntax';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly name: string;
  readonly operator: MatchOperator;
  /** As it is meant, without quotes and escapes. */
  readonly value: string;
}

export interface Selector {
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** The metric before the braces, or in them as a quoted name; null = by matchers only. */
  readonly metric: string | null;
  readonly matchers: readonly Matcher[];
}

const OPERATORS: Readonly<Record<string, MatchOperator>> = {
  EqlSingle: '=',
  Neq: '!=',
  EqlRegex: '=~',
  NeqRegex: '!~',
};

/** All selectors in the order of the text. Throws `bad-request` with the place where it is no PromQL. */
export function selectorsIn(expr: string): readonly Selector[] {
  const mistake = syntaxMistake(expr);
  if (mistake !== null) {
    throw new Fault(
      'bad-request',
      `The query is no PromQL at character ${mistake.from + 1}. ${mistake.message}`,
      {
        hint: 'Mend the query there.',
        data: { from: mistake.from, to: mistake.to },
      },
    );
  }
  const selectors: Selector[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.name === 'VectorSelector') selectors.push(selectorAt(node.node, expr));
    },
  });
  return selectors;
}

function selectorAt(node: SyntaxNode, expr: string): Selector {
  const text = (of: SyntaxNode) => expr.slice(of.from, of.to);
  const identifier = node.getChild('Identifier');
  const list = node.getChild('LabelMatchers');
  let metric = identifier === null ? null : text(identifier);
  const matchers: Matcher[] = [];
  for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (child.name === 'QuotedLabelName') {
      metric = unquoted(text(child));
      continue;
    }
    const name = child.getChild('LabelName') ?? child.getChild('QuotedLabelName');
    const operator = OPERATORS[child.getChild('MatchOp')?.firstChild?.name ?? ''];
    const value = child.getChild('StringLiteral');
    if (name === null || operator === undefined || value === null) continue;
    const label = name.name === 'LabelName' ? text(name) : unquoted(text(name));
    matchers.push({ name: label, operator, value: unquoted(text(value)) });
  }
  return { from: node.from, to: node.to, metric, matchers };
}

/** What a string literal of PromQL means: Go's escapes between quotes, none between backticks. */
export function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (whole, hex?: string, short?: string, long?: string, octal?: string, letter?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const simple: Readonly<Record<string, string>> = {
        n: '\n',
        t: '\t',
        r: '\r',
        a: '\u0007',
        b: '\b',
        f: '\f',
        v: '\v',
      };
      return simple[letter ?? ''] ?? letter ?? whole;
    },
  );
}

/** As PromQL reads it again. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function matcherText({ name, operator, value }: Matcher): string {
  return `${LABEL_NAME.test(name) ? name : quoted(name)}${operator}${quoted(value)}`;
}

/** The text with each selector replaced by what `change` gives; null leaves it. */
export function replaceSelectors(expr: string, change: (selector: Selector) => string | null): string {
  let result = '';
  let done = 0;
  for (const selector of selectorsIn(expr)) {
    const text = change(selector);
    if (text === null) continue;
    result += expr.slice(done, selector.from) + text;
    done = selector.to;
  }
  return result + expr.slice(done);
}

/** A selector as text, with more matchers behind its own. */
export function selectorText(
  { metric, matchers }: Pick<Selector, 'metric' | 'matchers'>,
  more: readonly Matcher[] = [],
): string {
  const plain = metric !== null && /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric);
  const parts = [...matchers, ...more].map(matcherText);
  if (metric !== null && !plain) parts.unshift(quoted(metric));
  return `${plain ? metric : ''}${parts.length === 0 && plain ? '' : `{${parts.join(',')}}`}`;
}

/** Every selector of the text with the matchers as well. */
export function addMatchers(expr: string, matchers: readonly Matcher[]): string {
  return matchers.length === 0
    ? expr
    : replaceSelectors(expr, (selector) => selectorText(selector, matchers));
}
