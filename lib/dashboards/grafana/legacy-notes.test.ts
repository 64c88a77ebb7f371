import { expect, it } from 'vitest';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { importDashboard } from './import';

function imported(panel: object) {
  const { dashboard, notes } = importDashboard(JSON.stringify({ title: 'x', panels: [{ id: 1, ...panel }] }));
  return { panel: panelsOf(dashboard)[0], notes: notes.map(({ kind, message }) => `${kind}: ${message}`) };
}

it.each([
  ['xaxis', { mode: 'histogram' }, 'It was drawn by histogram; here it is drawn over time.'],
  ['nullPointMode', 'null as zero', 'Missing values were drawn as zero; here they are gaps.'],
  ['timeRegions', [{ colorMode: 'red' }], 'Its coloured times of the day are left out.'],
  ['alert', { name: 'x' }, 'Its alert is left out: rules that alert belong to Prometheus.'],
])('says of a graph what is not kept of its %s', (option, value, message) => {
  expect(imported({ type: 'graph', [option]: value }).notes).toContain(`lost: ${message}`);
});

it('keeps the words around a figure: before it as its name, behind it as its unit', () => {
  const { panel, notes } = imported({
    type: 'singlestat',
    format: 'none',
    prefix: 'about ',
    postfix: ' pods',
  });
  expect(panel).toMatchObject({
    textMode: 'value_and_name',
    field: { defaults: { displayName: 'about', unit: 'suffix:pods' } },
  });
  expect(notes.slice(0, 2)).toEqual([
    'changed: The words "about" before the figure are its name now.',
    'changed: The words "pods" behind the figure are its unit now.',
  ]);
});

it('says that words behind a figure are left out where it has a unit', () => {
  expect(imported({ type: 'singlestat', format: 's', postfix: ' old' }).notes).toContain(
    'lost: The words "old" behind the figure and its unit are left out.',
  );
});
