/** Tabs as indentation, which YAML forbids: found line by line, with one edit that turns them into spaces. */
import type { TextFix, TextProblem } from './problem';

const SPACES_PER_TAB = 2;

interface TabIndent {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly indent: string;
}

/**
 * A problem for every line whose indentation holds a tab. To be asked only for a text that does not parse:
 * inside a block text a tab after the indentation is content, and allowed.
 */
export function tabProblems(text: string): readonly TextProblem[] {
  const indents = tabIndents(text);
  const fix: TextFix = {
    label:
      indents.length === 1
        ? 'Replace the tab by spaces'
        : `Replace the tabs of ${indents.length} lines by spaces`,
    edits: indents.map(({ from, to, indent }) => ({ from, to, insert: spaced(indent) })),
  };
  return indents.map(({ from, to, line, column, indent }) => ({
    code: 'PER0002',
    severity: 'error' as const,
    message: 'A tab is used for indentation; YAML allows only spaces there.',
    from: from + indent.indexOf('\t'),
    to,
    line,
    column,
    path: [],
    fix,
  }));
}

function tabIndents(text: string): readonly TabIndent[] {
  const found: TabIndent[] = [];
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const isContent = line.trim() !== '';
    if (isContent && indent.includes('\t')) {
      const column = indent.indexOf('\t') + 1;
      found.push({ from: offset, to: offset + indent.length, line: index + 1, column, indent });
    }
    offset += line.length + 1;
  }
  return found;
}

function spaced(indent: string): string {
  return indent.replaceAll('\t', ' '.repeat(SPACES_PER_TAB));
}
