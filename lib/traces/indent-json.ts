/**
 * Writes JSON with indents, token by token: numbers, escapes and order stay as they were written, several documents in a
 * row (JSON lines) and broken ones too. Stops where the reader has enough.
 */

export interface IndentedJson {
  readonly lines: readonly string[];
  /** Characters of the text that were read; less than it has where it was cut. */
  readonly read: number;
}

const OPENING = '{[';
const CLOSING = '}]';

/** At most `mostLines` lines. A line is cut at `mostWidth` characters, and says so. */
export function indentJson(text: string, mostLines: number, mostWidth = 2_000): IndentedJson {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let at = 0;
  const flush = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  const add = (part: string) => {
    if (line === '') line = '  '.repeat(Math.min(depth, 40));
    line += part;
  };
  while (at < text.length && lines.length < mostLines) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      const end = stringEnd(text, at);
      add(shortened(text, at, end, mostWidth));
      at = end;
      continue;
    }
    at += 1;
    if (OPENING.includes(letter)) {
      const next = afterSpace(text, at);
      if (CLOSING.includes(text[next] ?? ' ')) {
        add(letter + text[next]);
        at = next + 1;
      } else {
        add(letter);
        flush();
        depth += 1;
      }
    } else if (CLOSING.includes(letter)) {
      flush();
      depth = Math.max(0, depth - 1);
      add(letter);
      if (depth === 0 && text[afterSpace(text, at)] !== ',') flush();
    } else if (letter === ',') {
      add(letter);
      flush();
    } else if (letter === ':') add(': ');
    else if (!/\s/.test(letter)) add(letter);
  }
  flush();
  return { lines: lines.slice(0, mostLines), read: at };
}

function shortened(text: string, from: number, to: number, most: number): string {
  if (to - from <= most) return text.slice(from, to);
  return `${text.slice(from, from + most)}…" (${(to - from - 2).toLocaleString('en-US')} characters)`;
}

/** Behind the closing quote, or the end of the text. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}
