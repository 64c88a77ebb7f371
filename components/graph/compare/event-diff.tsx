'use client';
/** What a change of configuration changed: the lines before and after, and the ones around them. */
import { lineChanges } from '@/lib/config/line-diff';

export interface EventDiffProps {
  readonly diff: { readonly before: string | null; readonly after: string | null };
}

interface Line {
  readonly key: string;
  readonly sign: '+' | '−' | ' ';
  readonly text: string;
}

/** Lines around a change. */
const CONTEXT = 2;
const MOST_LINES = 60;

export function EventDiff({ diff }: EventDiffProps) {
  const lines = diffLines(diff.before ?? '', diff.after ?? '');
  return (
    <pre className="mt-1 overflow-x-auto rounded-control border border-line bg-surface p-2 font-mono text-2xs leading-4">
      {lines.slice(0, MOST_LINES).map(({ key, sign, text }) => (
        <div
          key={key}
          className={
            sign === '+'
              ? 'bg-healthy-wash'
              : sign === '−'
                ? 'bg-raised text-text-2 line-through'
                : 'text-text-3'
          }
        >
          {sign} {text}
        </div>
      ))}
      {lines.length > MOST_LINES && <div className="text-text-3">{lines.length - MOST_LINES} more lines</div>}
    </pre>
  );
}

export function diffLines(before: string, after: string): Line[] {
  if (before === '' || after === '')
    return (before + after)
      .trimEnd()
      .split('\n')
      .map((text, at) => ({ key: String(at), sign: before === '' ? '+' : '−', text }));
  const now = after.split('\n');
  const changes = lineChanges(before, after);
  const near = new Set(
    changes.flatMap(({ line }) => Array.from({ length: 2 * CONTEXT + 1 }, (_, at) => line - CONTEXT + at)),
  );
  const lines: Line[] = [];
  const add = (sign: Line['sign'], text: string) => lines.push({ key: String(lines.length), sign, text });
  for (let line = 1; line <= now.length + 1; line += 1) {
    const own = changes.filter((change) => change.line === line);
    for (const change of own) {
      if (change.kind === 'changed') add('−', change.was);
      if (change.kind === 'removed') for (const text of change.lines) add('−', text);
    }
    const text = now[line - 1];
    if (text === undefined) continue;
    if (own.some(({ kind }) => kind !== 'removed')) add('+', text);
    else if (near.has(line)) add(' ', text);
  }
  return lines;
}
