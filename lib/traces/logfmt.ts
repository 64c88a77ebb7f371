/**
 * Tags in logfmt: `error=true http.status_code=503 "a key"="a value"`. A space is "and", quotes hold spaces,
 * `=` and (escaped) quotes. A key alone means `key=true`. All values are texts.
 */

export interface LogfmtMistake {
  readonly message: string;
  /** Position in the text, from 0. */
  readonly at: number;
}

export type LogfmtResult =
  | { readonly kind: 'tags'; readonly tags: Readonly<Record<string, string>> }
  | { readonly kind: 'mistake'; readonly mistake: LogfmtMistake };

export function parseLogfmt(text: string): LogfmtResult {
  const tags = new Map<string, string>();
  let at = skipSpaces(text, 0);
  while (at < text.length) {
    const key = readPart(text, at, true);
    if ('message' in key) return { kind: 'mistake', mistake: key };
    if (key.text === '')
      return mistake(at, 'A name is missing before “=”. Spaces around “=” are not allowed.');
    if (tags.has(key.text))
      return mistake(at, `“${key.text}” is asked for twice; all tags must hold at once.`);
    at = key.end;
    let value = 'true';
    if (text[at] === '=') {
      const read = readPart(text, at + 1, false);
      if ('message' in read) return { kind: 'mistake', mistake: read };
      value = read.text;
      at = read.end;
    }
    tags.set(key.text, value);
    if (at < text.length && text[at] !== ' ')
      return mistake(at, 'A space is missing after the closing quote.');
    at = skipSpaces(text, at);
  }
  return { kind: 'tags', tags: Object.fromEntries(tags) };
}

function mistake(at: number, message: string): LogfmtResult {
  return { kind: 'mistake', mistake: { at, message } };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

type Part = { readonly text: string; readonly end: number } | LogfmtMistake;

function readPart(text: string, from: number, isKey: boolean): Part {
  if (text[from] === '"') return readQuoted(text, from);
  let end = from;
  while (end < text.length && text[end] !== ' ' && !(isKey && text[end] === '=')) {
    if (text[end] === '"')
      return { at: end, message: 'A quote stands inside a word: put the whole value in quotes.' };
    end += 1;
  }
  return { text: text.slice(from, end), end };
}

function readQuoted(text: string, from: number): Part {
  let out = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return { text: out, end: at + 1 };
    if (character === '\\' && at + 1 < text.length) at += 1;
    out += text[at];
  }
  return { at: from, message: 'The closing quote is missing.' };
}

/** The text that `parseLogfmt` reads back. */
export function writeLogfmt(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `${quote(key)}=${quote(value)}`)
    .join(' ');
}

function quote(text: string): string {
  return /^[^\s"=\\]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
