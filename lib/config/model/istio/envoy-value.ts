/** What can be judged of the Envoy configuration inside an EnvoyFilter without Envoy's own schemas. */
import type { Checked } from '@/lib/config/model/rule';
import { refuse } from './rules';

type Path = readonly (string | number)[];

const TYPED = new Set(['typed_config', 'typedConfig']);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A message inside `typed_config` is told apart by `@type`; without it istiod cannot read it. */
export function checkTypes(checked: Checked<unknown>, value: unknown, path: Path): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (TYPED.has(key) && isObject(entry) && Object.keys(entry).length > 0) {
      const type = entry['@type'];
      if (typeof type !== 'string') {
        refuse(checked, 'PER0094', 'typed_config needs "@type": type.googleapis.com/… to say what it is', at);
      } else if (!/^[^/\s]+\/[\w.]+$/.test(type)) {
        refuse(checked, 'PER0094', `"${type}" must be type.googleapis.com/ and the name of a message`, [
          ...at,
          '@type',
        ]);
      }
    }
    checkTypes(checked, entry, at);
  }
}

/** Fields of a filter's frame, whatever the filter is. */
const FILTER_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  HTTP_FILTER: new Set(['name', 'typed_config', 'config_discovery', 'is_optional', 'disabled']),
  NETWORK_FILTER: new Set(['name', 'typed_config', 'config_discovery']),
  LISTENER_FILTER: new Set(['name', 'typed_config', 'config_discovery', 'filter_disabled']),
  EXTENSION_CONFIG: new Set(['name', 'typed_config']),
};

/** Fields beside the name and the typed configuration, which Envoy does not know there. */
export function checkFilterFields(
  checked: Checked<unknown>,
  applyTo: string,
  value: unknown,
  path: Path,
): void {
  const known = FILTER_FIELDS[applyTo];
  if (known === undefined || !isObject(value)) return;
  for (const name of Object.keys(value)) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (known.has(snake)) continue;
    const hint = name === 'config' ? '; it is typed_config with an @type since Envoy’s API v3' : '';
    refuse(checked, 'PER0095', `a filter has no field ${name}${hint}`, [...path, name]);
  }
}
