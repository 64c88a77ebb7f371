/** A subset that no rule defines: requests get 503 (NC). */
import type { Check } from '@/lib/config/analysis/check';
import { destinationRulesOver, fullHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceDestinations } from '@/lib/config/analysis/readings';
import { nearestName } from '@/lib/config/check/nearest-name';

export const subsetMissing: Check = {
  code: 'PER0205',
  title: 'Subset is not defined',
  condition: 'A destination of a VirtualService names a subset that no DestinationRule of that host defines.',
  severity: 'error',
  ist: ['IST0101'],
  kia: ['KIA1107'],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Writes the defined subset with the most similar name.',
  *run(object, mesh) {
    if (!mesh.known.destinationRules) return;
    for (const { destination, path } of virtualServiceDestinations(object)) {
      const { host: written, subset } = destination;
      if (subset === null || subset === '') continue;
      const host = fullHost(mesh, written, object.id.namespace ?? '');
      const rules = destinationRulesOver(mesh, host);
      const names = rules.flatMap((rule) => rule.subsets.map(({ name }) => name));
      if (names.includes(subset)) continue;
      const near = nearestName(subset, names);
      const place = [...path, 'subset'];
      const known =
        names.length === 0
          ? 'No DestinationRule defines subsets of it.'
          : `Defined are ${[...new Set(names)].join(', ')}.`;
      yield {
        path: place,
        message: `No subset ${subset} of ${host} is defined, so these requests fail. ${near === null ? known : `Did you mean ${near}?`}`,
        related: rules.map(({ id }) => ({ id, path: ['spec', 'subsets'] })),
        fix:
          near === null
            ? null
            : { label: `Write ${near}`, steps: [{ kind: 'replace', path: place, value: near }] },
      };
    }
  },
};
