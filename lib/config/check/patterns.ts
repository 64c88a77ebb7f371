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
  const judgedSoFar = (pattern: string) => {
    judged += Math.min(pattern.length, MAX_PATTERN_LENGTH);
    return judged > MOST_JUDGED ? null : judge(pattern);
  };
  const visit = (value: unknown, path: ObjectPath) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      const isPattern = key === 'regex' || (key === 'match' && path.at(-1) === 'uriRegexRewrite');
      // A lone star is Istio's way to say "is there".
      const why = isPattern && typeof entry === 'string' && entry !== '*' ? judgedSoFar(entry) : null;
      if (why !== null)
        problems.push(problemAt(parsed, 'PER0021', at, `The pattern is no RE2 expression: ${why}.`));
      // A module reads its own settings, in whatever dialect.
      if (key !== 'pluginConfig') visit(entry, at);
    }
  };
  visit(parsed.value, []);
  return problems;
}
