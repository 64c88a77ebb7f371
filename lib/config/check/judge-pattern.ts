/** RE2 syntax, judged by the same engine that the simulation matches with. */
import { RE2JS } from 're2js';
import type { PatternJudge } from './patterns';

export const judgePattern: PatternJudge = (pattern) => {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it does not compile';
    return reason.replace(/^error parsing regexp: /, '').replace(/\.$/, '');
  }
};
