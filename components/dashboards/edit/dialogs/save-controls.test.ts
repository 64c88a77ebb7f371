import { expect, it } from 'vitest';
import { addPanel } from '@/lib/dashboards/edit/change';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { mistakeIn } from './save-controls';

const dashboard = newDashboard('Own', new Set());

it('saves what the form takes', () => {
  expect(mistakeIn(addPanel('heatmap')(dashboard))).toBeNull();
});

it('says what the server would refuse', () => {
  expect(mistakeIn({ ...dashboard, title: ' ' })).toBe('The dashboard needs a title.');
  const [section] = addPanel('stat')(dashboard).sections;
  const twice = { ...dashboard, sections: section === undefined ? [] : [section, section] };
  expect(mistakeIn(twice)).toContain('panel id 1 is used twice');
});
