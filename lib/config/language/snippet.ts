/** What a field is written as: its name with the parts that it cannot be without. */
import type { z } from 'zod';
import { choicesOf, elementOf, type FieldShape, fieldsOf, shapeOf } from './shape';

export interface SnippetStyle {
  /** Columns that the dashes of a list stand further in than its name. */
  readonly lists: 0 | 2;
  /** Columns by which lines after the first stand further in than the line that is typed on. */
  readonly extra: number;
  /** Before the name, as the dash of an entry. */
  readonly lead: string;
  readonly isFlow: boolean;
}

const MAX_DEPTH = 3;

/** A template with `#{}` at each place that the reader fills in. */
export function fieldSnippet(field: FieldShape, style: SnippetStyle): string {
  if (style.isFlow) return `${field.name}: #{}`;
  const lines = fieldLines(field.name, field.schema, style.lists, 0);
  return lines
    .map((line, index) => (index === 0 ? `${style.lead}${line}` : `${' '.repeat(style.extra)}${line}`))
    .join('\n');
}

/** Whether a text indents its lists; one without any follows kubectl, which does not. */
export function listStyle(text: string): 0 | 2 {
  const found = /^( *)(?:- +)?[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(text);
  const [, name = '', dash = ''] = found ?? [];
  return dash.length > name.length ? 2 : 0;
}

function fieldLines(name: string, schema: z.ZodType, lists: 0 | 2, depth: number): readonly string[] {
  const shape = shapeOf(schema);
  if (shape === 'object') return [`${name}:`, ...inner(bodyOf(schema, lists, depth + 1), 2)];
  if (shape === 'map') return [`${name}:`, '  #{}'];
  if (shape === 'list') {
    const element = elementOf(schema);
    const [first = '#{}', ...rest] =
      element !== null && shapeOf(element) === 'object' ? bodyOf(element, lists, depth + 1) : ['#{}'];
    return [`${name}:`, ...inner([`- ${first}`, ...inner(rest, 2)], lists)];
  }
  const [only, second] = choicesOf(schema);
  return [only !== undefined && second === undefined ? `${name}: ${only}` : `${name}: #{}`];
}

/** Required fields of an object; one that requires none leaves the choice to the reader. */
function bodyOf(schema: z.ZodType, lists: 0 | 2, depth: number): readonly string[] {
  const required = depth > MAX_DEPTH ? [] : fieldsOf(schema).filter(({ isRequired }) => isRequired);
  if (required.length === 0) return ['#{}'];
  return required.flatMap((field) => fieldLines(field.name, field.schema, lists, depth));
}

function inner(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}
