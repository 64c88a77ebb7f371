import { expect, it } from 'vitest';
import { allSettings } from './read';
import { settingsTable } from './settings-table';

it('lists every setting in one row of four cells', () => {
  const rows = settingsTable().trimEnd().split('\n').slice(2);
  expect(rows).toHaveLength(allSettings().length);
  for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
});
