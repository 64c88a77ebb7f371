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
import { type Fields, textMapAt } from '@/lib/config/simulation/read/fields';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import { policyId, SECURITY } from './authorization';
import { filled, nameProblems, withSpec } from './form-object';

const callerSchema = z.object({
  /** `cluster.local/ns/…/sa/…`; empty = it called in plain text, so nobody knows who it was. */
  principal: z.string(),
  /** "productpage-v1 of bookinfo", for the reader. */
  workload: z.string(),
  /** Requests (or connections) per second. */
  rate: z.number(),
  /** What traces tell that it asked for; paths with `{*}` for what looks like an id. */
  requests: z.array(z.object({ method: z.string(), path: z.string(), example: z.string() })),
});

const schema = z.object({
  namespace: z.string(),
  /** Only workloads that this service sends to; empty = every one of the namespace. */
  service: z.string(),
  workloads: z.array(
    z.object({
      /** Of the workload; the policy is named after it. */
      name: z.string(),
      isChosen: z.boolean(),
      /** Callers may ask only for what they were seen asking for. */
      isLimited: z.boolean(),
      callers: z.array(callerSchema.extend({ isAllowed: z.boolean() })),
    }),
  ),
});
export type ObservedAuthorization = z.infer<typeof schema>;
export type ObservedWorkload = ObservedAuthorization['workloads'][number];
type Caller = ObservedWorkload['callers'][number];

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

/** One rule for all callers; where they are limited, one for each with what it was seen asking for. */
function rulesOf({ callers, isLimited }: ObservedWorkload): readonly Fields[] {
  const allowed = callers.filter(({ isAllowed, principal }) => isAllowed && principal !== '');
  const principals = [...new Set(allowed.map(({ principal }) => principal))].sort();
  if (principals.length === 0) return [];
  if (!isLimited) return [{ from: [{ source: { principals } }] }];
  return principals.map((principal) => {
    const own = allowed.filter((caller) => caller.principal === principal);
    const operations = operationsOf(own.flatMap(({ requests }) => requests));
    return { from: [{ source: { principals: [principal] } }], to: filled(operations) };
  });
}

/** Paths by the methods that they were asked for with. */
function operationsOf(requests: Caller['requests']): readonly Fields[] {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of requests) {
    methods.set(path, (methods.get(path) ?? new Set<string>()).add(method));
  }
  const paths = new Map<string, string[]>();
  for (const [path, set] of [...methods].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = [...set].sort().join(',');
    paths.set(key, [...(paths.get(key) ?? []), path]);
  }
  return [...paths].map(([key, list]) => ({ operation: { methods: key.split(','), paths: list } }));
}

const ID = /^(\d+|[0-9a-f]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** A path as a policy can name it: without its query, `{*}` in place of what looks like an id. */
export function pathPattern(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .split('/')
    .map((segment) => (ID.test(segment) ? '{*}' : segment))
    .join('/');
}

function editsOf(state: ObservedAuthorization, mesh: MeshObjects): readonly ObjectEdit[] {
  return state.workloads.flatMap((observed): readonly ObjectEdit[] => {
    const workload = workloadNamed(mesh, state.namespace, observed.name);
    if (!observed.isChosen || workload === null) return [];
    const id = policyId({ namespace: state.namespace, name: policyName(observed.name) });
    return [
      withSpec(mesh, id, `${SECURITY}/v1`, (spec) => ({
        ...spec,
        selector: { matchLabels: labelsOf(workload) },
        // Without a rule an ALLOW policy lets nothing pass, which is right where nobody may call.
        rules: filled(rulesOf(observed)),
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
    return callers.flatMap(({ principal, workload: caller, rate, requests }) => {
      const isDenied = (request: { readonly method: string; readonly example: string }) =>
        simulateAuthorization(after.view, {
          destination: { workload, service: null, port: workload.containerPorts[0]?.port ?? 80 },
          source: { identity: principal === '' ? { kind: 'none' } : { kind: 'principal', principal } },
          sourcePlane: principal === '' ? 'none' : dataPlaneOf(after.view, workload),
          request: { protocol: 'http', method: request.method, path: request.example },
        }).verdict === 'denied';
      const asked = requests.length === 0 ? [{ method: 'GET', example: '/' }] : requests;
      if (!asked.some(isDenied)) return [];
      const who =
        principal === '' ? `${caller} (plain text, so without an identity)` : `${caller} as ${principal}`;
      return [`Denied: ${who}, ${rate.toFixed(2)} requests per second to ${name}.`];
    });
  });
}

/** Who may call, with what it may ask for where that is limited. */
function callerWords({ workload, requests }: Caller, isLimited: boolean): string {
  if (!isLimited) return workload;
  const asked = requests.map(({ method, path }) => `${method} ${path}`);
  return `${workload} (${asked.join(', ') || 'anything: no trace tells what it asks for'})`;
}

export const observedAuthorization: Assistant<ObservedAuthorization> = {
  about: OBSERVED_AUTHORIZATION,
  schema,
  read(_mesh, target) {
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const service = target.kind === 'service' ? target.name : '';
    return { kind: 'state', state: { namespace, service, workloads: [] }, kept: [] };
  },
  write: (state, mesh) => (state.namespace === '' ? [] : editsOf(state, mesh)),
  says(state, mesh) {
    const chosen = state.workloads.filter(({ isChosen }) => isChosen);
    if (chosen.length === 0) return ['Choose workloads whose callers were seen in the window.'];
    const denied = deniedCallers(state, mesh);
    return [
      ...chosen.map(({ name, callers, isLimited }) => {
        const allowed = callers.filter(({ isAllowed, principal }) => isAllowed && principal !== '');
        return `${name} may be called by ${allowed.map((caller) => callerWords(caller, isLimited)).join(', ') || 'nobody'}.`;
      }),
      ...denied,
      ...(denied.length === 0 ? ['Every caller of the window goes on.'] : []),
      'Who called before the window or calls seldom is not among them and would be refused.',
      ...(chosen.some(({ isLimited }) => isLimited)
        ? ['Traces are samples: what is asked for seldom may be missing. Paths with {*} need Istio 1.22.']
        : []),
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
