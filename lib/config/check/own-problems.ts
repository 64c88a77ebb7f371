/** What a text breaks by itself, as it is asked before a save. */
import { assessThread } from '@/lib/config/assess-thread/thread';
import { ownInCluster } from '@/lib/config/cluster-schema/cluster-check';
import type { SchemaPort } from '@/lib/config/cluster-schema/port';
import { schemaOfText } from '@/lib/config/cluster-schema/text-schema';
import type { ObjectId } from '@/lib/config/store';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { MAX_TEXT_BYTES } from '@/lib/config/yaml/read-yaml';
import { checkText } from './check-text';
import { judgePattern } from './judge-pattern';

/**
 * A large text is checked in the thread for those; one that is too large to be read is refused at once. What our model
 * has against a field that the cluster knows does not count, and what only the cluster's schema refuses is left to the
 * cluster, which is asked next.
 */
export async function ownProblems(
  id: ObjectId,
  text: string,
  schemas: SchemaPort | null | undefined,
  signal?: AbortSignal,
): Promise<readonly TextProblem[]> {
  const schema = await schemaOfText(schemas, text, signal);
  if (text.length >= LARGE_TEXT && text.length <= MAX_TEXT_BYTES)
    return assessThread().check(id, text, schema, signal);
  const byCluster = schema === null ? undefined : ownInCluster(schema);
  return checkText(text, { expected: id, judgePattern, byCluster }).problems;
}
