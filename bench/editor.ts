/** What the worker of the editor does at a keystroke in a mesh of 1,000 objects. Run: `npm run bench -- editor`. */
import { DraftDesk } from '@/lib/config/draft-desk';
import { meshAnswer } from '@/lib/config/mesh-answer/load';
import { DEFAULT_MESH_CONFIG } from '@/lib/config/mesh-config/mesh-config';
import type { StoredObject } from '@/lib/config/store';
import { benchMesh } from './analysis-mesh';
import { type Figure, median } from './figure';

const OBJECTS = 1_000;
const KEYSTROKE_MS = 50;
const WARM_UP = 30;

/** A rule that 20 routes refer to, typed letter by letter, with a mistake on the way. */
const RULE = {
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  namespace: 'ns-0',
  name: 'svc-0',
};
const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: svc-0
  namespace: ns-0
spec:
  host: svc-0
  subsets:
`;
const subset = (version: string) => `  - name: ${version}\n    labels:\n      version: ${version}\n`;

export function benchEditor(onFigure: (figure: Figure) => void): void {
  const objects = benchMesh().slice(0, OBJECTS);
  const desk = new DraftDesk(RULE);
  const begin = performance.now();
  desk.follow(meshAnswer(objects, DEFAULT_MESH_CONFIG, []));
  const whole = performance.now() - begin;
  const { checks, completions, findings } = type(desk);
  onFigure({
    name: `keystroke among ${objects.length} objects: check, p95`,
    value: percentile(checks, 0.95),
    unit: 'ms',
    goal: KEYSTROKE_MS,
    note: `median ${median(checks).toFixed(1)} ms over ${checks.length} keys, up to ${findings} findings; the mesh is taken in within ${whole.toFixed(0)} ms`,
  });
  onFigure({
    name: `keystroke among ${objects.length} objects: completion, p95`,
    value: percentile(completions, 0.95),
    unit: 'ms',
    goal: KEYSTROKE_MS,
    note: `median ${median(completions).toFixed(1)} ms`,
  });
  onFigure(largeText(objects));
}

function type(desk: DraftDesk) {
  const whole = HEAD + ['v1', 'v2', 'v3'].map(subset).join('');
  const checks: number[] = [];
  const completions: number[] = [];
  let findings = 0;
  const lengths = Array.from({ length: whole.length - HEAD.length }, (_, index) => HEAD.length + index + 1);
  for (const [index, length] of [...lengths, ...lengths].entries()) {
    const text = whole.slice(0, length);
    const begin = performance.now();
    const check = desk.check(text);
    const between = performance.now();
    desk.complete(text, length);
    if (index < WARM_UP) continue;
    checks.push(between - begin);
    completions.push(performance.now() - between);
    findings = Math.max(findings, check.problems.length + (check.elsewhere?.length ?? 0));
  }
  return { checks, completions, findings };
}

/** Most of a check is reading the text, so a long one is the worst case. */
function largeText(objects: readonly StoredObject[]): Figure {
  const id = { ...RULE, kind: 'VirtualService' };
  const desk = new DraftDesk(id);
  desk.follow(meshAnswer(objects, DEFAULT_MESH_CONFIG, []));
  const routes = Array.from(
    { length: 100 },
    (_, index) =>
      `  - match:\n    - uri:\n        prefix: /path-${index}\n    route:\n    - destination:\n        host: svc-0\n        subset: v1\n`,
  );
  const head = HEAD.replace('DestinationRule', 'VirtualService').replace(
    '  host: svc-0\n  subsets:\n',
    '  hosts: [svc-0]\n  http:\n',
  );
  const checks: number[] = [];
  for (let step = 0; step < 60; step += 1) {
    const text = `${head}${routes.join('').replace('/path-50', `/path-50${'x'.repeat(step)}`)}`;
    const begin = performance.now();
    desk.check(text);
    if (step >= 20) checks.push(performance.now() - begin);
  }
  return {
    name: 'keystroke in a VirtualService of 100 routes: check, p95',
    value: percentile(checks, 0.95),
    unit: 'ms',
    goal: null,
    note: `median ${median(checks).toFixed(1)} ms`,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
