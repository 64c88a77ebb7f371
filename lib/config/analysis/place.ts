/** A finding as a mistake in a text, with line, column and the edits of its fix: only for the object that is shown. */
import { type ParsedText, valueAt } from '@/lib/config/check/move-field';
import { positionsOf } from '@/lib/config/yaml/positions';
import { placeAt, type TextProblem } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { textFixOf } from './apply-fix';
import type { Finding } from './finding';

/** The finding at its place in the text, as the editor shows mistakes: a value, or the name of what has parts. */
export function findingProblem(finding: Finding, parsed: ParsedText): TextProblem {
  const { code, severity, message, path } = finding;
  const range = parsed.positions.nearest(path);
  const hasParts = typeof valueAt(parsed.value, path) === 'object';
  const from = hasParts ? range.keyFrom : range.valueFrom;
  const end = hasParts ? range.keyTo : range.valueTo;
  // A mark over many lines would shout; the first line says where.
  const lineEnd = parsed.text.indexOf('\n', from);
  const to = Math.max(from, lineEnd < 0 ? end : Math.min(end, lineEnd));
  const fix = finding.fix === null ? null : textFixOf(parsed, finding.fix);
  return { code, severity, message, from, to, ...placeAt(parsed.text, from), path, fix };
}

/** A text for `findingProblem`; null when it cannot be read. */
export function parsedText(text: string): ParsedText | null {
  const reading = readYaml(text);
  return reading.kind === 'problems' ? null : { text, value: reading.value, positions: positionsOf(text) };
}
