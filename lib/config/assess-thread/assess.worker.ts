/** The thread that judges large texts over its own copy of the mesh. */
import type { Analysis } from '@/lib/config/analysis/analysis';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { appliesTo } from '@/lib/config/applies';
import { assess } from '@/lib/config/assess';
import { findingsOfChanges } from '@/lib/config/changes/findings-of-changes';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { ownInCluster } from '@/lib/config/cluster-schema/cluster-check';
import { allFindings } from '@/lib/config/findings/all-findings';
import { objectKey } from '@/lib/config/identity';
import { isLargeMeshObject } from '@/lib/config/large-object';
import { LiveAnalysis } from '@/lib/config/live-analysis';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import { serveMesh } from '@/lib/config/mesh-thread/serve';
import { simulationOf } from '@/lib/config/simulation/answer/simulation-of';
import { meshView } from '@/lib/config/simulation/mesh-view';
import type { StoredObject } from '@/lib/config/store';
import { statusesOf } from '@/lib/config/stored-problems';
import { summaryLine } from '@/lib/config/summary/explain';
import { objectText } from '@/lib/config/yaml/object-text';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import type { ThreadAnswer, ThreadQuestion } from './messages';

const live = new LiveAnalysis();
/** The same rules stay the same list, so that the analysis is not begun anew. */
let suppress: readonly SuppressRule[] = [];

serveMesh(answer);

function answer(question: ThreadQuestion, list: readonly StoredObject[]): ThreadAnswer {
  const followed = (rules: readonly SuppressRule[]) => followedBy(list, rules);
  switch (question.kind) {
    case 'check': {
      const { id: expected, text, schema } = question;
      const byCluster = schema === null ? undefined : ownInCluster(schema);
      const { problems } = checkText(text, { expected, judgePattern, byCluster });
      return { kind: 'checked', problems };
    }
    case 'read':
      return { kind: 'read', json: valueAsJson(question.text) };
    case 'render':
      return { kind: 'rendered', text: objectText(JSON.parse(question.json)) };
    case 'statuses':
      return { kind: 'statuses', statuses: statusesOf(list, followed(question.suppress)) };
    case 'summaries': {
      const large = list.filter(isLargeMeshObject);
      const summaries = new Map(large.map((object) => [objectKey(object.id), summaryLine(object)]));
      return { kind: 'summaries', summaries };
    }
    case 'applies': {
      const view = meshView(list, meshConfigOf(list).config);
      const ruling = appliesTo(list, view, question.namespace, question.service);
      return { kind: 'applying', keys: new Set(ruling.map(({ id }) => objectKey(id))) };
    }
    case 'findings':
      return { kind: 'findings', findings: allFindings(list, followed(question.suppress)) };
    case 'simulate': {
      const simulation = simulationOf(list, question.asked, question.drafts);
      return { kind: 'simulated', simulation };
    }
    case 'changes':
      followed(question.suppress);
      return { kind: 'changes', findings: findingsOfChanges(live, question.changes) };
    case 'assess': {
      followed(question.suppress);
      const { id, text, drafts, schema } = question;
      const snapshot = { objects: list, unreadable: [] };
      return { kind: 'assessed', assessment: assess(live, snapshot, id, text, { drafts, schema }) };
    }
  }
}

function followedBy(list: readonly StoredObject[], rules: readonly SuppressRule[]): Analysis {
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
