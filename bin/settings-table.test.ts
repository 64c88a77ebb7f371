import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '@/lib/environment/settings-table';

describe('the README', () => {
  it('holds the table of settings as the settings say it', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const table = /<!-- settings:.*-->\n([\s\S]*)\n<!-- \/settings -->/.exec(readme)?.[1];
    expect(table?.trim()).toBe(settingsTable().trim());
  });
});
