/**
 * Divides a search between the source and Periplus. What the source can filter by (service, operation, duration of a
 * span, equal tags; all on one span) is sent to it; everything is then evaluated here as well, so what is sent only has
 * to let through every trace that is meant. A condition is sent only where no source could drop a match for it: stores on
 * Elasticsearch read tag values as patterns, so values with letters of patterns stay here; and so does the kind, which
 * some stores keep as a tag and some do not. (Entries of lists are the exception: no source compares with them.)
 */
import { findBuiltin } from '@/lib/traces/language/fields';
import type { SpanExpression, TraceExpression, Value } from '@/lib/traces/language/syntax';
import type { TraceAbilities } from '@/lib/traces/search';
import type { SearchTerms } from './terms';

/** What is asked of the source. Durations are microseconds. */
export interface ServerTerms {
  /** Any of them; none = all. */
  readonly services: readonly string[];
  readonly operation: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly minUs: number | null;
  readonly maxUs: number | null;
}

export interface SearchPlan {
  readonly server: ServerTerms;
  /** Tags that the source cannot compare. */
  readonly tagsHere: Readonly<Record<string, string>>;
  /** What a trace must satisfy, its tags aside; null where nothing is asked. */
  readonly expression: TraceExpression | null;
  /** The conditions that only Periplus judges, as they were written. */
  readonly here: readonly string[];
}

export function planSearch(terms: SearchTerms, abilities: Omit<TraceAbilities, 'summaries'>): SearchPlan {
  const form = formConditions(terms);
  const { expression } = terms;
  // Without braces the expression speaks of the very span that the form does, as the tags of a search do.
  const own = expression === null ? [] : [expression];
  const single = expression?.kind === 'some' && !expression.braces ? expression.span : null;
  const formSpan = single === null ? form : [...form, ...conjuncts(single)];
  const traces: TraceExpression[] = [
    ...(formSpan.length === 0 ? [] : [{ kind: 'some', span: all(formSpan), braces: true } as const]),
    ...(single === null ? own : []),
  ];
  const sent = new Sent(terms);
  const sendable = formSpan.length > 0 ? formSpan : firstSpanConditions(expression);
  const left = new Set<SpanExpression>(sendable.filter((condition) => !sent.take(condition)));
  const here = leftWords(terms, sendable, left, single === null && expression !== null);
  const plan = { expression: traces.length === 0 ? null : joined(traces) };
  const server = sent.terms();
  const byService = server.services.length > 0 || !abilities.allServices;
  if (byService ? abilities.tags : abilities.tagsOfAllServices)
    return { ...plan, server, tagsHere: {}, here };
  // What the expression says of tags is judged with it anyway.
  const untold = Object.keys(server.tags).length > 0 && here.length === 0 ? ['tags'] : [];
  return { ...plan, server: { ...server, tags: {} }, tagsHere: terms.tags, here: [...here, ...untold] };
}

/** The form's fields as conditions; its tags are not among them. */
function formConditions(terms: SearchTerms): SpanExpression[] {
  const conditions: SpanExpression[] = [];
  const { services, operation, kind, minUs, maxUs, traceMinUs, traceMaxUs } = terms;
  const texts = services.map((service) => compare('service', '=', textValue(service)));
  if (texts.length > 0) conditions.push(texts.length === 1 ? all(texts) : { kind: 'or', parts: texts });
  if (operation !== null) conditions.push(compare('name', '=', textValue(operation)));
  if (kind !== null) conditions.push(compare('kind', '=', textValue(kind)));
  if (terms.errors) conditions.push({ kind: 'present', ...builtin('error'), place: NOWHERE });
  if (minUs !== null) conditions.push(compare('duration', '>=', nanoseconds(minUs)));
  if (maxUs !== null) conditions.push(compare('duration', '<=', nanoseconds(maxUs)));
  if (traceMinUs !== null) conditions.push(compare('trace.duration', '>=', nanoseconds(traceMinUs)));
  if (traceMaxUs !== null) conditions.push(compare('trace.duration', '<=', nanoseconds(traceMaxUs)));
  return conditions;
}

/** Of conditions that nobody wrote. */
const NOWHERE = { from: -1, to: -1 };

function builtin(name: string) {
  const found = findBuiltin(name);
  if (found === null) throw new Error(`There is no field ${name}.`);
  return { field: { kind: 'builtin', builtin: found } } as const;
}

function compare(name: string, operator: '=' | '>=' | '<=', value: Value): SpanExpression {
  return { kind: 'compare', ...builtin(name), operator, value, place: NOWHERE };
}

function textValue(text: string): Value {
  return { kind: 'text', text, number: null };
}

function nanoseconds(microseconds: number): Value {
  return { kind: 'number', value: Math.round(microseconds * 1000) };
}

function all(parts: readonly SpanExpression[]): SpanExpression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function joined(parts: readonly TraceExpression[]): TraceExpression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function conjuncts(span: SpanExpression): readonly SpanExpression[] {
  return span.kind === 'and' ? span.parts.flatMap(conjuncts) : [span];
}

/** Of the first braces that must hold whatever else does: the source may look for those spans. */
function firstSpanConditions(expression: TraceExpression | null): readonly SpanExpression[] {
  if (expression?.kind === 'some') return conjuncts(expression.span);
  if (expression?.kind !== 'and') return [];
  for (const part of expression.parts) {
    const found = firstSpanConditions(part);
    if (found.length > 0) return found;
  }
  return [];
}

/** Letters that mean themselves in every store; a point stands for itself and others, which is no loss. */
const PLAIN = /^[\w ./:@,-]+$/;

class Sent {
  #services: readonly string[] | null = null;
  #operation: string | null = null;
  readonly #tags: Record<string, string>;
  #minUs = 0;
  #maxUs = Number.POSITIVE_INFINITY;

  constructor(terms: SearchTerms) {
    this.#tags = { ...terms.tags };
  }

  terms(): ServerTerms {
    return {
      services: this.#services ?? [],
      operation: this.#operation,
      tags: this.#tags,
      minUs: this.#minUs === 0 ? null : this.#minUs,
      maxUs: Number.isFinite(this.#maxUs) ? this.#maxUs : null,
    };
  }

  /** Takes a condition on; false where the source cannot decide it alone. */
  take(condition: SpanExpression): boolean {
    if (condition.kind === 'or') return this.#anyService(condition.parts);
    if (condition.kind === 'present')
      return (
        condition.field.kind === 'builtin' &&
        condition.field.builtin.name === 'error' &&
        this.#tag('error', 'true')
      );
    if (condition.kind !== 'compare') return false;
    const { field, operator, value } = condition;
    if (field.kind === 'builtin') return this.#builtin(field.builtin.name, operator, value);
    if (operator !== '=' || value.kind !== 'text' || field.level === 'scope') return false;
    // The source compares texts: 5.0 and 5 are the same here only.
    if (value.number !== null && String(value.number) !== value.text) return false;
    return PLAIN.test(value.text) && this.#tag(field.key, value.text) && field.level === 'any';
  }

  #builtin(name: string, operator: string, value: Value): boolean {
    if (name === 'duration' && value.kind === 'number') return this.#duration(operator, value.value / 1000);
    if (operator !== '=' || value.kind !== 'text') return false;
    switch (name) {
      case 'service':
        return this.#oneOf([value.text]);
      case 'name':
        if (this.#operation !== null && this.#operation !== value.text) return false;
        this.#operation = value.text;
        return true;
      case 'status':
        return value.text === 'error' && this.#tag('error', 'true');
      case 'error':
        return value.text === 'true' && this.#tag('error', 'true');
      default:
        return false;
    }
  }

  #duration(operator: string, microseconds: number): boolean {
    if (operator === '>' || operator === '>=') this.#minUs = Math.max(this.#minUs, microseconds);
    else if (operator === '<' || operator === '<=') this.#maxUs = Math.min(this.#maxUs, microseconds);
    else return false;
    return operator === '>=' || operator === '<=';
  }

  #anyService(parts: readonly SpanExpression[]): boolean {
    const names = parts.map((part) =>
      part.kind === 'compare' &&
      part.field.kind === 'builtin' &&
      part.field.builtin.name === 'service' &&
      part.operator === '=' &&
      part.value.kind === 'text'
        ? part.value.text
        : null,
    );
    return names.every((name) => name !== null) && this.#oneOf(names);
  }

  #oneOf(names: readonly string[]): boolean {
    const both = this.#services?.filter((name) => names.includes(name)) ?? names;
    // Nothing can be of two services: let the evaluation here say so.
    if (both.length === 0) return false;
    this.#services = [...new Set(both)];
    return true;
  }

  #tag(key: string, value: string): boolean {
    const known = Object.hasOwn(this.#tags, key) ? this.#tags[key] : undefined;
    if (known !== undefined && known !== value) return false;
    this.#tags[key] = value;
    return true;
  }
}

const FORM_WORDS: Readonly<Record<string, string>> = {
  kind: 'the kind',
  'trace.duration': 'the duration of the trace',
};

/** The conditions that the source does not judge alone, as words for the line above the results. */
function leftWords(
  terms: SearchTerms,
  sendable: readonly SpanExpression[],
  left: ReadonlySet<SpanExpression>,
  whole: boolean,
): readonly string[] {
  const words = sendable.flatMap((condition) => (left.has(condition) ? wordsOf(condition, terms.text) : []));
  // Expressions with braces are told as one: which part of them was sent would not help anybody.
  if (whole && terms.text !== '') words.push(terms.text);
  return [...new Set(words)];
}

function wordsOf(condition: SpanExpression, text: string): string[] {
  const place = placeOf(condition);
  if (place === null || place.from < 0) {
    const name =
      condition.kind === 'compare' && condition.field.kind === 'builtin' ? condition.field.builtin.name : '';
    return [FORM_WORDS[name] ?? 'the form'];
  }
  return [text.slice(place.from, place.to)];
}

/** From the first to the last letter of a part. */
function placeOf(condition: SpanExpression): { from: number; to: number } | null {
  if ('place' in condition) return condition.place;
  const places = condition.parts.flatMap((part) => placeOf(part) ?? []);
  if (places.length === 0) return null;
  return {
    from: Math.min(...places.map((place) => place.from)),
    to: Math.max(...places.map((place) => place.to)),
  };
}
