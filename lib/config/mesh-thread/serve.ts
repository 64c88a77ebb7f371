/** The thread's side: keeps the copy of the mesh, and answers what is asked about it. */
import { parentPort } from 'node:worker_threads';
import { objectKey } from '@/lib/config/identity';
import type { StoredObject } from '@/lib/config/store';
import { objectText } from '@/lib/config/yaml/object-text';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault } from '@/lib/mesh/fault';
import type { FromThread, SentObject, ToThread } from './messages';

/** `objects` is the same list while nothing in the mesh changes. */
export function serveMesh<Question, Answer>(
  answerTo: (question: Question, objects: readonly StoredObject[]) => Answer,
): void {
  const kept = new Map<string, StoredObject>();
  let list: readonly StoredObject[] = [];
  const tell = (message: FromThread<Answer>) => parentPort?.postMessage(message);
  parentPort?.on('message', (message: ToThread<Question>) => {
    if (message.kind === 'follow') {
      for (const key of message.removed) kept.delete(key);
      for (const object of message.put) kept.set(objectKey(object.id), received(object));
      list = [...kept.values()];
      return;
    }
    const { request, question } = message;
    try {
      tell({ kind: 'answer', request, answer: answerTo(question, list) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const fault = error instanceof Fault ? { code: error.code, hint: error.hint ?? null } : null;
      tell({ kind: 'failed', request, reason, fault });
    }
  });
}

function received({ made, ...object }: SentObject): StoredObject {
  if (made.from === 'value') {
    const value = typeof made.value === 'string' ? JSON.parse(made.value) : made.value;
    return {
      ...object,
      value,
      isRendered: true,
      get text() {
        return objectText(value);
      },
    };
  }
  const { text, value } = made;
  if (value !== null) return { ...object, text, value };
  const reading = readYaml(text);
  if (reading.kind === 'problems') throw new Error(`${object.id.name} does not parse any more.`);
  return { ...object, text, value: reading.value as StoredObject['value'] };
}
