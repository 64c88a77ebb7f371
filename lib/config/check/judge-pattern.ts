/** RE2 syntax, judged by the same engine that the simulation matches with. */
import { RE2JS } from 're2js';
import { MAX_PATTERN_LENGTH } from '@/lib/config/yaml/limits';
import type { PatternJudge } from './patterns';

export const judgePattern: PatternJudge = (pattern) => {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return `it is longer than ${MAX_PATTERN_LENGTH.toLocaleString('en')} characters`;
  }
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it does not compile';
    return reason.replace(/^error parsing regexp: /, '').replace(/\.$/, '');
  }
};
