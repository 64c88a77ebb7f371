/**
 * Policies from what was seen: for each workload the identities that called it may go on, everybody else is refused.
 * The callers come from the graph of a window; the form puts them into the state.
 */
import { z } from 'zod';
import { OBSERVED_AUTHORIZATION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { simulateAuthorization } from '@/lib/config/simulation/authorization';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { textMapAt } from '@/lib/config/simulation/read/fields';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import { policyId, SECURITY } from './authorization';
import { nameProblems, withSpec } from './form-object';

const callerSchema = z.object({
  /** `cluster.local/ns/…/sa/…`; empty = it called in plain text, so nobody knows who it was. */
  principal: z.string(),
  /** "productpage-v1 of bookinfo", for the reader. */
  workload: z.string(),
  /** Requests (or connections) per second. */
  rate: z.number(),
});

const schema = z.object({
  namespace: z.string(),
  workloads: z.array(
    z.object({
      /** Of the workload; the policy is named after it. */
      name: z.string(),
      isChosen: z.boolean(),
      callers: z.array(callerSchema.extend({ isAllowed: z.boolean() })),
    }),
  ),
});
export type ObservedAuthorization = z.infer<typeof schema>;
export type ObservedWorkload = ObservedAuthorization['workloads'][number];

function policyName(workload: string): string {
  return `${workload}-observed-callers`;
}

/** Labels by which Istio knows the pods of a workload, without those of a single rollout. */
function labelsOf(workload: MeshWorkload): Readonly<Record<string, string>> {
  const { app, version } = workload.labels;
  if (app !== undefined) return { app, ...(version === undefined ? {} : { version }) };
  return textMapAt({ labels: workload.labels }, 'labels');
}

function workloadNamed(mesh: MeshObjects, namespace: string, name: string): MeshWorkload | null {
  return mesh.view.workloads.find((one) => one.namespace === namespace && one.name === name) ?? null;
}

function editsOf(state: ObservedAuthorization, mesh: MeshObjects): readonly ObjectEdit[] {
  return state.workloads.flatMap((observed): readonly ObjectEdit[] => {
    const workload = workloadNamed(mesh, state.namespace, observed.name);
    if (!observed.isChosen || workload === null) return [];
    const principals = observed.callers
      .filter(({ isAllowed, principal }) => isAllowed && principal !== '')
      .map(({ principal }) => principal)
      .sort();
    const id = policyId({ namespace: state.namespace, name: policyName(observed.name) });
    return [
      withSpec(mesh, id, `${SECURITY}/v1`, (spec) => ({
        ...spec,
        selector: { matchLabels: labelsOf(workload) },
        // Without a rule an ALLOW policy lets nothing pass, which is right where nobody may call.
        rules: principals.length === 0 ? undefined : [{ from: [{ source: { principals } }] }],
      })),
    ];
  });
}

/** Callers of the window that would be refused with the policies in place, with the reason. */
export function deniedCallers(state: ObservedAuthorization, mesh: MeshObjects): readonly string[] {
  const edits = editsOf(state, mesh);
  const after = mesh.with(edits.map(({ id, value }) => ({ id, version: '', value: value ?? {} })));
  return state.workloads.flatMap(({ name, isChosen, callers }) => {
    const workload = workloadNamed(after, state.namespace, name);
    if (!isChosen || workload === null) return [];
    return callers.flatMap(({ principal, workload: caller, rate }) => {
      const answer = simulateAuthorization(after.view, {
        destination: { workload, service: null, port: workload.containerPorts[0]?.port ?? 80 },
        source: { identity: principal === '' ? { kind: 'none' } : { kind: 'principal', principal } },
        sourcePlane: principal === '' ? 'none' : dataPlaneOf(after.view, workload),
        request: { protocol: 'http', method: 'GET', path: '/' },
      });
      if (answer.verdict !== 'denied') return [];
      const who =
        principal === '' ? `${caller} (plain text, so without an identity)` : `${caller} as ${principal}`;
      return [`Denied: ${who}, ${rate.toFixed(2)} requests per second to ${name}.`];
    });
  });
}

export const observedAuthorization: Assistant<ObservedAuthorization> = {
  about: OBSERVED_AUTHORIZATION,
  schema,
  read(_mesh, target) {
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    return { kind: 'state', state: { namespace, workloads: [] }, kept: [] };
  },
  write: (state, mesh) => (state.namespace === '' ? [] : editsOf(state, mesh)),
  says(state, mesh) {
    const chosen = state.workloads.filter(({ isChosen }) => isChosen);
    if (chosen.length === 0) return ['Choose workloads whose callers were seen in the window.'];
    const denied = deniedCallers(state, mesh);
    return [
      ...chosen.map(({ name, callers }) => {
        const allowed = callers.filter(({ isAllowed, principal }) => isAllowed && principal !== '');
        return `${name} may be called by ${allowed.map(({ workload }) => workload).join(', ') || 'nobody'}.`;
      }),
      ...denied,
      ...(denied.length === 0 ? ['Every caller of the window goes on.'] : []),
      'Who called before the window or calls seldom is not among them and would be refused.',
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [];
    if (state.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
    else if (state.workloads.every(({ isChosen }) => !isChosen)) {
      problems.push({ field: 'workloads', message: 'Choose a workload' });
    }
    for (const [index, { name, isChosen }] of state.workloads.entries()) {
      if (!isChosen) continue;
      if (workloadNamed(mesh, state.namespace, name) === null) {
        problems.push({ field: `workloads.${index}`, message: `No workload ${name} is among the objects` });
      }
      problems.push(...nameProblems(policyId({ namespace: state.namespace, name: policyName(name) })));
    }
    return problems;
  },
};
