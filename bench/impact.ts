/**
 * What one unsaved text does to 5,000 edges of traffic in a mesh of 10,000 objects, on one core: one weight changed.
 * Processor time of the whole process.
 */
import { observedCall } from '@/lib/insight/calls/sample-calls';
import { compareCalls } from '@/lib/insight/impact/compare';
import { type Figure, median } from './figure';
import { simulationMesh, simulationRequests } from './simulation-mesh';

const SEED = 11;
const EDGES = 5000;
const RUNS = 5;
const GOAL_MS = 1000;

export async function benchImpact(onFigure: (figure: Figure) => void): Promise<void> {
  const objects = simulationMesh(SEED);
  const calls = callsOf(EDGES);
  const called = calls[0]?.service.name ?? '';
  const rule = objects.find(({ id }) => id.kind === 'VirtualService' && id.name === called);
  if (rule === undefined) throw new Error('The mesh has no VirtualService.');
  const times: number[] = [];
  let changes = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = processorMs();
    const value = { ...rule.value, spec: { ...(rule.value.spec as object), http: [timeoutOf(run, called)] } };
    const draft = { id: rule.id, text: JSON.stringify(value) };
    changes = compareCalls(calls, objects, [draft]).changes.length;
    times.push(processorMs() - startedAt);
  }
  onFigure({
    name: `impact of one text on ${EDGES.toLocaleString('en')} edges`,
    value: median(times),
    unit: 'ms',
    goal: GOAL_MS,
    note: `${objects.length.toLocaleString('en')} objects, ${changes} changes, seed ${SEED}, ${RUNS} runs: ${times.map((time) => Math.round(time)).join(', ')}`,
  });
}

/** A text that differs in every run. */
function timeoutOf(run: number, host: string) {
  return { timeout: `${run + 1}s`, route: [{ destination: { host } }] };
}

/** Workloads that call services, each pair once: an edge to each of its two versions. */
function callsOf(edges: number) {
  const found = new Map<string, ReturnType<typeof observedCall>>();
  for (const { client, host } of simulationRequests(edges * 4, SEED)) {
    if (client.gateway !== null) continue;
    const [name = '', namespace = ''] = host.split('.');
    const from = `${client.namespace}/${client.labels.app ?? ''}-v1`;
    const to = `${namespace}/${name}`;
    const reached = { [`${to}-v1`]: 9, [`${to}-v2`]: 1 };
    found.set(`${from}>${to}`, observedCall({ from, to, reached }));
    if (found.size * 2 >= edges) break;
  }
  return [...found.values()];
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
