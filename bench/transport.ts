/** What a graph weighs on the wire: a snapshot, and a refresh where a fifth changed, against JSON in Kiali's shape. */
import { performance } from 'node:perf_hooks';
import { constants, gzipSync } from 'node:zlib';
import { fullAnswer, slimAnswer } from '@/lib/graph/transport/slim-answer';
import { packSlim, unpackGraph } from '@/lib/graph/transport/snapshot';
import { type Figure, median } from './figure';
import { kialiShape } from './kiali-shape';
import { SyntheticTraffic } from './synthetic-answer';

const SEEDS = [11, 12, 13, 14, 15];
const MESH = { services: 1000, edges: 5000, namespaces: 40 };

export function benchTransport(onFigure: (figure: Figure) => void): void {
  const runs = SEEDS.map(measure);
  const of = (name: keyof ReturnType<typeof measure>) => median(runs.map((run) => run[name]));
  const kiali = `Kiali-shaped ${kib(of('kiali'))} KiB`;
  const compressed = `gzip, 1,000 / 5,000, seeds ${SEEDS.join(' ')}`;
  onFigure({
    name: 'snapshot / JSON in Kiali’s shape',
    value: median(runs.map((run) => run.snapshot / run.kiali)),
    unit: '×',
    goal: 0.1,
    note: `${kib(of('snapshot'))} KiB, ${kiali}, ${compressed}`,
  });
  onFigure({
    name: 'refresh with 20 % changed / JSON in Kiali’s shape',
    value: median(runs.map((run) => run.delta / run.kiali)),
    unit: '×',
    goal: 0.02,
    note: `${kib(of('delta'))} KiB, ${compressed}`,
  });
  onFigure({
    name: 'refresh with all changed / JSON in Kiali’s shape',
    value: median(runs.map((run) => run.all / run.kiali)),
    unit: '×',
    goal: null,
    note: `${kib(of('all'))} KiB`,
  });
  onFigure({ name: 'write a snapshot', value: of('packMs'), unit: 'ms', goal: null });
  onFigure({ name: 'read a snapshot', value: of('unpackMs'), unit: 'ms', goal: null });
  onFigure({ name: 'read a refresh with 20 % changed', value: of('unpackDeltaMs'), unit: 'ms', goal: null });
}

function measure(seed: number) {
  const traffic = new SyntheticTraffic({ ...MESH, seed });
  const first = traffic.answer(1_790_000_000);
  traffic.move(0.2);
  const second = traffic.answer(1_790_000_015);
  traffic.move(1);
  const third = traffic.answer(1_790_000_030);
  const [before, after] = [slimAnswer(first), slimAnswer(second)];
  const [snapshot, packMs] = timed(() => packSlim(before, null));
  const [read, unpackMs] = timed(() => unpackGraph(snapshot, null));
  fullAnswer(read);
  const delta = packSlim(after, before);
  const [, unpackDeltaMs] = timed(() => fullAnswer(unpackGraph(delta, read)));
  return {
    kiali: gzipSync(kialiShape(first)).length,
    snapshot: sent(snapshot),
    delta: sent(delta),
    all: sent(packSlim(slimAnswer(third), after)),
    packMs,
    unpackMs,
    unpackDeltaMs,
  };
}

/** As lib/http/shared-graphs.ts compresses. */
function sent(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }).length;
}

function timed<T>(act: () => T): [T, number] {
  const start = performance.now();
  const result = act();
  return [result, performance.now() - start];
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
