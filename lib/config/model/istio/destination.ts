/** Where a rule sends requests or connections. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { addressFault, isDnsLabel, isIpAddress, wildcardHostFault } from './forms';
import { textWith } from './host-fields';
import { refuse } from './rules';

/** A port by its number. */
export const portSelector = z.strictObject({
  number: field(portNumber, 'Number of the port of the service.', { names: 'port-number' }),
});

const host = textWith('PER0022', (text) => {
  if (text === '*') return 'a destination is one service, not every host';
  return isIpAddress(text) ? addressFault(text) : wildcardHostFault(text);
});

export const destination = z.strictObject({
  host: field(host, 'Service that is called; a short name means a service in this object’s namespace.', {
    names: 'host',
  }),
  subset: field(
    textWith('PER0025', (text) =>
      text === '' || isDnsLabel(text) ? null : `"${text}" is no name of a subset: letters, digits and "-"`,
    ),
    'Subset of its pods, as a DestinationRule for the host defines it.',
    {
      default: 'all pods of the service',
      names: 'subset',
    },
  ).optional(),
  port: field(portSelector, 'Port of the service, needed where it has several.', {
    default: 'the only port, or the port that was called',
  }).optional(),
});

/** Shares in proportion; a single destination gets everything whatever its weight. */
export const weight = z.int().min(0).max(2_147_483_647);

/** Several weights that are all zero leave nothing to send. */
export function someWeight<T extends { readonly weight?: number | undefined }>() {
  return (checked: z.core.ParsePayload<T[]>) => {
    const list = checked.value;
    if (list.length > 1 && list.every((entry) => (entry.weight ?? 0) === 0)) {
      refuse(
        checked,
        'PER0044',
        'the weights add up to 0, so no destination gets anything; give each its share',
      );
    }
  };
}
