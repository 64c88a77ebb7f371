/** Regular expressions in an object: found by where they may stand, judged by RE2 as the proxy does. */
import { MAX_PATTERN_LENGTH } from '@/lib/config/yaml/limits';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { ParsedText } from './move-field';
import { problemAt } from './problem-at';

/** Null when the pattern compiles, else why not. */
export type PatternJudge = (pattern: string) => string | null;

/** Characters of all patterns of one text that are judged; compiling more would keep everybody waiting. */
const MOST_JUDGED = 100_000;

export function patternProblems(parsed: ParsedText, judge: PatternJudge): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  let judged = 0;
  let left = 0;
  let firstLeft: ObjectPath | null = null;
  const judgedSoFar = (pattern: string, at: ObjectPath) => {
    judged += Math.min(pattern.length, MAX_PATTERN_LENGTH);
    if (judged <= MOST_JUDGED) return judge(pattern);
    left += 1;
    firstLeft ??= at;
    return null;
  };
  const visit = (value: unknown, path: ObjectPath) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      const isPattern = key === 'regex' || (key === 'match' && path.at(-1) === 'uriRegexRewrite');
      // A lone star is Istio's way to say "is there".
      const why = isPattern && typeof entry === 'string' && entry !== '*' ? judgedSoFar(entry, at) : null;
      if (why !== null)
        problems.push(problemAt(parsed, 'PER0021', at, `The pattern is no RE2 expression: ${why}.`));
      // A module reads its own settings, in whatever dialect.
      if (key !== 'pluginConfig') visit(entry, at);
    }
  };
  visit(parsed.value, []);
  if (firstLeft !== null) problems.push(notJudged(parsed, firstLeft, left));
  return problems;
}

/** What was left out is said: silence would mean that it is right. */
function notJudged(parsed: ParsedText, first: ObjectPath, count: number): TextProblem {
  const [what, are] = count === 1 ? ['This pattern', 'is'] : [`This pattern and ${count - 1} below`, 'are'];
  const most = MOST_JUDGED.toLocaleString('en');
  return problemAt(
    parsed,
    'PER0993',
    first,
    `${what} ${are} not checked: the patterns above have ${most} characters already, the most that is checked in one object.`,
  );
}
