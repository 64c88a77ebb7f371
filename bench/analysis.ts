/** How long the checks take over a mesh of 10,000 objects, and after one edit of it. Run: `npm run bench -- analysis`. */
import { Analysis } from '@/lib/config/analysis/analysis';
import type { StoredObject } from '@/lib/config/store';
import { benchMesh, virtualService } from './analysis-mesh';
import { type Figure, median } from './figure';

const WHOLE_MS = 1_500;
const EDIT_MS = 20;
const RUNS = 5;
const EDITS = 30;

export function benchAnalysis(onFigure: (figure: Figure) => void): void {
  let analysis = new Analysis([]);
  let count = 0;
  const whole: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Fresh objects each time: what was read of an object is remembered with it.
    const objects = benchMesh();
    count = objects.length;
    const begin = performance.now();
    analysis = new Analysis(objects);
    whole.push(performance.now() - begin);
  }
  const found = analysis.findings().length;
  onFigure({
    name: `analysis of ${count.toLocaleString('en')} objects, whole`,
    value: median(whole),
    unit: 'ms',
    goal: WHOLE_MS,
    note: `${spread(whole)}, first run included, ${found} findings`,
  });
  onFigure(
    edits(analysis, 'VirtualService', (step) =>
      virtualService(`ns-${step % 50}`, `svc-${step % 25}`, 50 + step),
    ),
  );
  onFigure(
    edits(analysis, 'Service', (step) => ({
      ...stored(analysis, {
        group: '',
        kind: 'Service',
        namespace: `ns-${step % 50}`,
        name: `svc-${step % 25}`,
      }),
    })),
  );
}

function edits(analysis: Analysis, what: string, next: (step: number) => StoredObject): Figure {
  const times: number[] = [];
  let again = 0;
  for (let step = 0; step < EDITS; step += 1) {
    const object = next(step);
    const begin = performance.now();
    again = Math.max(again, analysis.update([object]).length);
    times.push(performance.now() - begin);
  }
  return {
    name: `analysis after one edit of a ${what}`,
    value: median(times),
    unit: 'ms',
    goal: EDIT_MS,
    note: `${spread(times)}, at most ${again} objects looked at again`,
  };
}

function stored(analysis: Analysis, id: StoredObject['id']): StoredObject {
  const object = analysis.mesh.object(id);
  if (object === null) throw new Error(`The mesh of the bench has no ${id.kind} ${id.name}.`);
  return object;
}

function spread(times: readonly number[]): string {
  return `${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)} ms`;
}
