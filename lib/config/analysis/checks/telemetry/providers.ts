/** Telemetry that goes nowhere. */
import type { Check } from '@/lib/config/analysis/check';
import { TELEMETRY } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt } from '@/lib/config/simulation/read/fields';

export const telemetryProviders: Check = {
  code: 'PER0801',
  title: 'Telemetry has no provider',
  condition:
    'A Telemetry configures access logs without a provider, and MeshConfig has no default provider for them.',
  severity: 'warning',
  ist: ['IST0157'],
  kia: [],
  kinds: [TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const { defaultProviders } = mesh.settings;
    if (defaultProviders === null) return;
    if (defaultProviders.accessLogging.length > 0) return;
    for (const [index, entry] of fieldsListAt(fieldsAt(object.value, 'spec'), 'accessLogging').entries()) {
      if (fieldsListAt(entry, 'providers').length > 0) continue;
      yield {
        path: ['spec', 'accessLogging', index],
        message:
          'No provider is named here and MeshConfig has none by default for access logs, so nothing is written. Add providers.',
      };
    }
  },
};

export const extensionProvider: Check = {
  code: 'PER0802',
  title: 'Provider is not defined',
  condition: 'A Telemetry names a provider that extensionProviders of MeshConfig does not define.',
  severity: 'error',
  ist: [],
  kia: [],
  kinds: [TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const { extensionProviders } = mesh.settings;
    if (extensionProviders === null) return;
    const known = new Set([...extensionProviders, 'prometheus', 'envoy', 'stackdriver']);
    const spec = fieldsAt(object.value, 'spec');
    for (const use of ['tracing', 'metrics', 'accessLogging']) {
      for (const [index, entry] of fieldsListAt(spec, use).entries()) {
        for (const [at, provider] of fieldsListAt(entry, 'providers').entries()) {
          const name = provider.name;
          if (typeof name !== 'string' || name === '' || known.has(name)) continue;
          yield {
            path: ['spec', use, index, 'providers', at, 'name'],
            message: `MeshConfig defines no provider ${name} (known are ${[...known].join(', ')}), so nothing is sent. Define it under extensionProviders, or correct the name.`,
          };
        }
      }
    }
  },
};
