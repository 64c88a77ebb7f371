/** What a text breaks by itself, as it is asked before a save. */
import { assessThread } from '@/lib/config/assess-thread/thread';
import type { ObjectId } from '@/lib/config/store';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { MAX_TEXT_BYTES } from '@/lib/config/yaml/read-yaml';
import { checkText } from './check-text';
import { judgePattern } from './judge-pattern';

/** A large text is checked in the thread for those; one that is too large to be read is refused at once. */
export async function ownProblems(
  id: ObjectId,
  text: string,
  signal?: AbortSignal,
): Promise<readonly TextProblem[]> {
  return text.length < LARGE_TEXT || text.length > MAX_TEXT_BYTES
    ? checkText(text, { expected: id, judgePattern }).problems
    : assessThread().check(id, text, signal);
}
