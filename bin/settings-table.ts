/** `node bin/bootstrap.mjs bin/settings-table.ts`: the README's table of settings, from the settings themselves. */
import { settingsTable } from '@/lib/environment/settings-table';

process.stdout.write(settingsTable());
