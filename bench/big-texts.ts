/**
 * Texts that are hard to read, as the server meets them: how long each keeps everybody else waiting. A text is read in
 * one go, so its time on the processor is the block. Run: `npm run bench -- big-texts`.
 */
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { MAX_TEXT_BYTES } from '@/lib/config/yaml/read-yaml';
import { type Figure, median } from './figure';

const RUNS = 7;
const GOAL_MS = 100;

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: bookinfo
spec:
  hosts: [reviews]
  http:
`;

/** Refused or read; either way at once. */
const TEXTS: Readonly<Record<string, string>> = {
  'a VirtualService of 10,000 routes': `${HEAD}${routes(10_000)}`,
  'a VirtualService of 1,000 routes': `${HEAD}${routes(1_000)}`,
  'a text of 1.6 MB': `a: ${'x'.repeat(1.6 * MAX_TEXT_BYTES)}`,
  'nesting 100,000 deep': '['.repeat(100_000),
  'an alias bomb of nine levels': bomb(),
  'a key __proto__ behind 1,000 routes': `${HEAD}${routes(1_000)}  __proto__: {}\n`,
  'a regular expression that explodes': `${HEAD}  - match:\n    - uri: {regex: "^(a+)+(b+)+(a+)+$"}\n    route:\n    - destination: {host: reviews}\n`,
  'a regular expression of 900 kB': `${HEAD}  - match:\n    - uri: {regex: "${'(a|b)*'.repeat(150_000)}"}\n    route:\n    - destination: {host: reviews}\n`,
  '20,000 lines with tabs': `a:\n${'\tb: 1\n'.repeat(20_000)}`,
  '20,000 keys given twice': `${'a: 1\n'.repeat(20_000)}`,
};

export function benchBigTexts(onFigure: (figure: Figure) => void): void {
  for (const [name, text] of Object.entries(TEXTS)) {
    const times: number[] = [];
    let problems = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const begin = process.cpuUsage();
      problems = checkText(text, { judgePattern }).problems.length;
      const { user } = process.cpuUsage(begin);
      times.push(user / 1000);
    }
    const size = `${Math.round(text.length / 1024).toLocaleString('en')} KiB`;
    onFigure({
      name: `check of ${name}`,
      value: median(times),
      unit: 'ms',
      goal: GOAL_MS,
      note: `${size}, ${problems.toLocaleString('en')} problems; most ${Math.max(...times).toFixed(0)} ms`,
    });
  }
}

function routes(count: number): string {
  const lines = (at: number) =>
    `  - match:\n    - uri: {prefix: /p${at}}\n    route:\n    - destination: {host: reviews, subset: v1}\n`;
  return Array.from({ length: count }, (_, at) => lines(at)).join('');
}

function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `l${at + 1}: &l${at + 1} [${Array(9).fill(`*l${at}`).join(', ')}]`,
  );
  return `l0: &l0 x\n${levels.join('\n')}\n`;
}
