/** The thread that judges large texts over its own copy of the mesh. */
import { parentPort } from 'node:worker_threads';
import type { Analysis } from '@/lib/config/analysis/analysis';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { assess } from '@/lib/config/assess';
import { findingsOfChanges } from '@/lib/config/changes/findings-of-changes';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { ownInCluster } from '@/lib/config/cluster-schema/cluster-check';
import { allFindings } from '@/lib/config/findings/all-findings';
import { objectKey } from '@/lib/config/identity';
import { LiveAnalysis } from '@/lib/config/live-analysis';
import { simulationOf } from '@/lib/config/simulation/answer/simulation-of';
import type { StoredObject } from '@/lib/config/store';
import { statusesOf } from '@/lib/config/stored-problems';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault } from '@/lib/mesh/fault';
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
    const reason = error instanceof Error ? error.message : String(error);
    const fault = error instanceof Fault ? { code: error.code, hint: error.hint ?? null } : null;
    tell({ kind: 'failed', request, reason, fault });
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
  const { request } = question;
  switch (question.kind) {
    case 'check': {
      const { id: expected, text, schema } = question;
      const byCluster = schema === null ? undefined : ownInCluster(schema);
      const { problems } = checkText(text, { expected, judgePattern, byCluster });
      return { kind: 'checked', request, problems };
    }
    case 'read':
      return { kind: 'read', request, json: valueAsJson(question.text) };
    case 'statuses':
      return { kind: 'statuses', request, statuses: statusesOf(list, followed(question.suppress)) };
    case 'findings':
      return { kind: 'findings', request, findings: allFindings(list, followed(question.suppress)) };
    case 'simulate': {
      const simulation = simulationOf(list, question.asked, question.drafts);
      return { kind: 'simulated', request, simulation };
    }
    case 'changes':
      followed(question.suppress);
      return { kind: 'changes', request, findings: findingsOfChanges(live, question.changes) };
    case 'assess': {
      followed(question.suppress);
      const { id, text, drafts, schema } = question;
      const snapshot = { objects: list, unreadable: [] };
      return { kind: 'assessed', request, assessment: assess(live, snapshot, id, text, { drafts, schema }) };
    }
  }
}

function followed(rules: readonly SuppressRule[]): Analysis {
  if (JSON.stringify(suppress) !== JSON.stringify(rules)) suppress = rules;
  return live.follow(list, suppress);
}

/** Reading JSON costs the other side a tenth of reading YAML, and of a copy of the value. */
function valueAsJson(text: string): string | null {
  const reading = readYaml(text);
  return reading.kind === 'value' && isJson(reading.value) ? JSON.stringify(reading.value) : null;
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return value !== undefined;
  return value === null || Object.values(value).every(isJson);
}
