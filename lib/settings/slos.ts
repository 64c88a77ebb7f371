/** The settings file's `slos` as objectives. */
import type { Slo } from '@/lib/objectives/slo';
import type { SettingsFile } from './schema';

export function slosOf({ slos = [] }: Pick<SettingsFile, 'slos'>): readonly Slo[] {
  return slos.map(({ within, ...slo }) => (within === undefined ? slo : { ...slo, withinMs: within }));
}
