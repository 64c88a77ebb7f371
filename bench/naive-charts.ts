/** The same thirty charts as anybody would draw them with Recharts: all of them, each with its own container and tooltip. */
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { Area, AreaChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

export interface NaiveData {
  readonly title: string;
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

const COLORS = ['#1f5fc4', '#8a4b08', '#0f7a55', '#a3195b'];

function chart({ title, series }: NaiveData) {
  const rows = (series[0]?.points ?? []).map(([at], index) => ({
    at: at * 1000,
    ...Object.fromEntries(series.map(({ name, points }) => [name, points[index]?.[1]])),
  }));
  return h(
    'div',
    { key: title, style: { height: 296 } },
    h('h3', null, title),
    h(ResponsiveContainer, {
      width: '100%',
      height: 250,
      // biome-ignore lint/correctness/noChildrenProp: its type wants them among the properties
      children: h(
        AreaChart,
        { data: rows },
        h(CartesianGrid, { strokeDasharray: '3 3' }),
        h(XAxis, {
          dataKey: 'at',
          type: 'number',
          domain: ['dataMin', 'dataMax'],
          tickFormatter: (at: number) => new Date(at).toLocaleTimeString(),
        }),
        h(YAxis, null),
        h(Tooltip, null),
        h(Legend, null),
        ...series.map(({ name }, index) =>
          h(Area, {
            key: name,
            dataKey: name,
            stroke: COLORS[index] ?? '#000',
            fill: COLORS[index] ?? '#000',
            fillOpacity: 0.08,
            isAnimationActive: false,
          }),
        ),
      ),
    }),
  );
}

/** Draws; resolves with the milliseconds until the frame that shows all charts is painted. */
export async function drawNaive(data: readonly NaiveData[]): Promise<number> {
  const place = document.createElement('div');
  place.style.cssText = 'display:grid;grid-template-columns:1fr 1fr;gap:8px';
  document.body.append(place);
  const startedAt = performance.now();
  createRoot(place).render(data.map(chart));
  const lines = data.length * (data[0]?.series.length ?? 0);
  while (place.querySelectorAll('.recharts-area-curve').length < lines) await nextTask();
  // After the next frame, what is drawn has been painted.
  await new Promise((done) => requestAnimationFrame(done));
  await nextTask();
  return performance.now() - startedAt;
}

function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(null);
  });
}

Object.assign(globalThis, { drawNaive });
