/** The thread that judges large texts over its own copy of the mesh. */
import { parentPort } from 'node:worker_threads';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { assess } from '@/lib/config/assess';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { objectKey } from '@/lib/config/identity';
import { LiveAnalysis } from '@/lib/config/live-analysis';
import type { StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import type { SentObject, ThreadAnswer, ThreadQuestion } from './messages';

const live = new LiveAnalysis();
const objects = new Map<string, StoredObject>();
let list: readonly StoredObject[] = [];
/** The same rules stay the same list, so that the analysis is not begun anew. */
let suppress: readonly SuppressRule[] = [];

parentPort?.on('message', (question: ThreadQuestion) => {
  if (question.kind === 'follow') return follow(question.put, question.removed);
  const { request } = question;
  try {
    tell(answer(question));
  } catch (error) {
    tell({ kind: 'failed', request, reason: error instanceof Error ? error.message : String(error) });
  }
});

function tell(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

function follow(put: readonly SentObject[], removed: readonly string[]): void {
  for (const key of removed) objects.delete(key);
  for (const object of put) objects.set(objectKey(object.id), received(object));
  list = [...objects.values()];
}

function received(object: SentObject): StoredObject {
  if (object.value !== null) return { ...object, value: object.value };
  const reading = readYaml(object.text);
  if (reading.kind === 'problems') throw new Error(`${object.id.name} does not parse any more.`);
  return { ...object, value: reading.value as StoredObject['value'] };
}

function answer(question: Exclude<ThreadQuestion, { kind: 'follow' }>): ThreadAnswer {
  const { request, id, text } = question;
  if (question.kind === 'check') {
    const { problems } = checkText(text, { expected: question.id, judgePattern });
    return { kind: 'checked', request, problems };
  }
  if (JSON.stringify(suppress) !== JSON.stringify(question.suppress)) suppress = question.suppress;
  live.follow(list, suppress);
  const snapshot = { objects: list, unreadable: [] };
  return { kind: 'assessed', request, assessment: assess(live, snapshot, id, text, question.drafts) };
}
