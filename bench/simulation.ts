/**
 * Simulated requests a second in a mesh of 10,000 objects, on one core; with and without their reasons; the mTLS
 * matrix. Processor time, all threads of the process together, so that what else runs on the machine does not count.
 */
import { meshView } from '@/lib/config/simulation/mesh-view';
import { mtlsMatrix } from '@/lib/config/simulation/mtls/matrix';
import { explainRoute, simulateRoute } from '@/lib/config/simulation/route';
import { type Figure, median } from './figure';
import { simulationMesh, simulationRequests } from './simulation-mesh';

const SEED = 11;
const REQUESTS = 20_000;
const RUNS = 5;
/** 20,000 requests a second. */
const GOAL_MICROSECONDS = 50;

export async function benchSimulation(onFigure: (figure: Figure) => void): Promise<void> {
  const objects = simulationMesh(SEED);
  const requests = simulationRequests(REQUESTS, SEED);
  const startedAt = processorMs();
  const view = meshView(objects);
  const viewMs = processorMs() - startedAt;
  onFigure({
    name: `view of ${objects.length.toLocaleString('en')} objects`,
    value: viewMs,
    unit: 'ms',
    goal: null,
  });
  const first = processorMs();
  const routed = requests.filter((request) => simulateRoute(view, request).kind === 'routed').length;
  const firstMs = processorMs() - first;
  if (routed !== REQUESTS) throw new Error(`Only ${routed} of ${REQUESTS} requests were routed.`);
  // Other requests in each run: what is remembered of the earlier ones must not be all that is measured.
  const others = Array.from({ length: RUNS }, (_, run) => simulationRequests(REQUESTS, SEED + 1 + run));
  const plain = timed((run) => others[run]?.forEach((request) => void simulateRoute(view, request)));
  const each = (plain * 1000) / REQUESTS;
  onFigure({
    name: 'one simulated request',
    value: each,
    unit: 'µs',
    goal: GOAL_MICROSECONDS,
    note: `${Math.round(1e6 / each).toLocaleString('en')} a second, ${((firstMs * 1000) / REQUESTS).toFixed(1)} µs the first time, seed ${SEED}, median of ${RUNS}`,
  });
  const told = timed(() => requests.forEach((request) => void explainRoute(view, request)));
  onFigure({ name: 'the same with its reasons', value: (told * 1000) / REQUESTS, unit: 'µs', goal: null });
  const matrixAt = processorMs();
  const matrix = mtlsMatrix(view);
  const servers = matrix.rows.reduce((sum, row) => sum + row.servers.length, 0);
  onFigure({
    name: `mTLS of every client towards ${servers.toLocaleString('en')} servers`,
    value: processorMs() - matrixAt,
    unit: 'ms',
    goal: null,
    note: `${matrix.clients.length} kinds of clients, ${matrix.rows.length} kinds of rows`,
  });
}

/** Milliseconds of processor time since the process began. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median milliseconds of several runs. */
function timed(measured: (run: number) => void): number {
  const times: number[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    const startedAt = processorMs();
    measured(index);
    times.push(processorMs() - startedAt);
  }
  return median(times);
}
