/** How requests are spread over regions and zones. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { count } from '@/lib/config/model/field-types';
import { refuse } from './rules';

const ALL = 100;

const distribute = z
  .strictObject({
    from: field(z.string().min(1), 'Locality of the caller as region/zone/sub-zone; `*` for the rest.'),
    to: field(
      z.record(z.string(), z.int().min(1).max(ALL)),
      'Share of each locality that is called, 100 together.',
    ),
  })
  .check((checked) => {
    const shares = Object.values(checked.value.to);
    const sum = shares.reduce((total, share) => total + share, 0);
    if (sum !== ALL) {
      refuse(checked, 'PER0063', `the shares add up to ${sum}, they must be ${ALL} together`, ['to']);
    }
  });

const failover = z
  .strictObject({
    from: field(z.string(), 'Region of the caller.').optional(),
    to: field(z.string(), 'Region that is called when its own has no healthy pods.').optional(),
  })
  .check((checked) => {
    const { from, to } = checked.value;
    if ((from ?? '') === (to ?? '')) {
      const message = from ? 'a region cannot fail over to itself' : 'from and to name the two regions';
      refuse(checked, 'PER0063', message, from ? ['to'] : []);
    }
    for (const [name, region] of Object.entries({ from, to })) {
      if (region?.includes('*'))
        refuse(checked, 'PER0063', 'a region is named in full, without wildcard', [name]);
      if (region?.includes('/'))
        refuse(checked, 'PER0063', 'failover is between regions; leave the zone out', [name]);
    }
  });

const failoverPriority = z.array(z.string());

export const localityLoadBalancing = z
  .strictObject({
    enabled: field(z.boolean().nullable(), 'Switches it on or off for this destination.', {
      default: 'as the mesh says',
    }).optional(),
    distribute: field(z.array(distribute), 'Fixed shares by locality of the caller.').optional(),
    failover: field(z.array(failover), 'Which region helps out which; needs outlierDetection.').optional(),
    failoverPriority: field(
      failoverPriority,
      'Labels by which pods are preferred, the first counts most; needs outlierDetection.',
      { names: 'label-key' },
    ).optional(),
  })
  .check((checked) => {
    const { distribute: shares = [], failover: regions = [], failoverPriority: labels = [] } = checked.value;
    const other = regions.length > 0 ? 'failover' : labels.length > 0 ? 'failoverPriority' : null;
    if (shares.length > 0 && other !== null) {
      refuse(checked, 'PER0023', `distribute and ${other} exclude each other; keep one`, [other]);
    }
  });

/** Labels that zone-aware balancing handles by itself. */
const OWN_LABELS: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

export const zoneAwareLoadBalancing = z.strictObject({
  enabled: field(
    z.boolean().nullable(),
    'Prefers pods of the caller’s zone as far as they can take its share.',
    {
      default: 'false',
    },
  ).optional(),
  failover: field(z.array(failover), 'Which region helps out which; needs outlierDetection.').optional(),
  failoverPriority: field(
    failoverPriority.check((checked) => {
      for (const [index, label] of checked.value.entries()) {
        if (!OWN_LABELS.has(label.split('=')[0] ?? '')) continue;
        refuse(checked, 'PER0063', `${label} is taken care of already; leave it out`, [index]);
      }
    }),
    'Labels by which pods are preferred, the first counts most.',
    { names: 'label-key' },
  ).optional(),
  minClusterSize: field(count.min(1).nullable(), 'Fewest pods in the region for it to be used.', {
    default: '6',
  }).optional(),
});
