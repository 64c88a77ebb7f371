/**
 * All benchmarks in order, or those that are named: `npm run bench`, `npm run bench -- layout traces`. One line for
 * each figure as soon as it is known; the exit code is 1 where a goal is missed.
 */
import { cpus, totalmem } from 'node:os';
import { type Figure, figureLine, missesGoal } from './figure';

type OnFigure = (figure: Figure) => void;
type Progress = (line: string) => void;

/** Each is loaded when its turn comes, so that none measures with the others' modules in memory. */
const BENCHES: Readonly<Record<string, (onFigure: OnFigure, progress: Progress) => Promise<void>>> = {
  layout: async (onFigure) => (await import('./layout')).benchLayout(onFigure),
  graph: async (onFigure, progress) => (await import('./graph')).benchGraph(onFigure, progress),
  decode: async (onFigure) => (await import('./decode')).benchDecode(onFigure),
  transport: async (onFigure) => (await import('./transport')).benchTransport(onFigure),
  'first-graph': async (onFigure) => (await import('./first-graph')).benchFirstGraph(onFigure),
  'graph-canvas': async (onFigure) => (await import('./graph-canvas')).benchGraphCanvas(onFigure),
  traces: async (onFigure) => (await import('./traces')).benchTraces(onFigure),
  'trace-views': async (onFigure) => (await import('./trace-views')).benchTraceViews(onFigure),
  'trace-page': async (onFigure) => (await import('./trace-page')).benchTracePage(onFigure),
  'trace-list': async (onFigure) => (await import('./trace-list')).benchTraceList(onFigure),
  analysis: async (onFigure) => (await import('./analysis')).benchAnalysis(onFigure),
  editor: async (onFigure) => (await import('./editor')).benchEditor(onFigure),
  'editor-page': async (onFigure) => (await import('./editor-page')).benchEditorPage(onFigure),
  'large-object': async (onFigure) => (await import('./large-object')).benchLargeObject(onFigure),
  'big-texts': async (onFigure) => (await import('./big-texts')).benchBigTexts(onFigure),
  simulation: async (onFigure) => (await import('./simulation')).benchSimulation(onFigure),
  kubernetes: async (onFigure) => (await import('./kubernetes')).benchKubernetes(onFigure),
  inventory: async (onFigure, progress) => (await import('./inventory')).benchInventory(onFigure, progress),
  'inventory-page': async (onFigure) => (await import('./inventory-page')).benchInventoryPage(onFigure),
  dashboards: async (onFigure) => (await import('./dashboards')).benchDashboards(onFigure),
  impact: async (onFigure) => (await import('./impact')).benchImpact(onFigure),
  bundles: async (onFigure) => (await (await import('./bundles')).benchBundles()).forEach(onFigure),
  start: async (onFigure) => (await (await import('./start')).benchStart()).forEach(onFigure),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.map((name) => `"${name}"`).join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

const processors = cpus();
console.log(
  `Periplus on ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node.js ${process.version}`,
);
let missed = 0;
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await run(
    (figure) => {
      console.log(figureLine(figure));
      if (missesGoal(figure)) missed += 1;
    },
    (line) => console.log(`   ${line}`),
  );
}
console.log(missed === 0 ? '\nEvery goal is met.' : `\n${missed} of the goals are missed.`);
process.exitCode = missed === 0 ? 0 : 1;
