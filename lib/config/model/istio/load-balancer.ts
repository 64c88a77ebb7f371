/** `loadBalancer` of a DestinationRule: which pod of the destination gets a request. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, duration, durationOrZero } from '@/lib/config/model/field-types';
import { repeated } from '@/lib/config/model/rule';
import { localityLoadBalancing, zoneAwareLoadBalancing } from './locality';
import { refuse } from './rules';

const LARGEST_TABLE = 5_000_011;

function isPrime(value: number): boolean {
  if (value < 2) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) {
    if (value % divisor === 0) return false;
  }
  return true;
}

const tableSize = z
  .int()
  .min(0)
  .check((checked) => {
    if (checked.value < LARGEST_TABLE && isPrime(checked.value)) return;
    refuse(checked, 'PER0062', `the size of the table is a prime number below ${LARGEST_TABLE}`);
  });

const cookie = z.strictObject({
  name: field(z.string().min(1), 'Name of the cookie.'),
  path: field(z.string(), 'Path that the cookie is set for.').optional(),
  ttl: field(
    durationOrZero,
    'Life of the cookie that the proxy sets; 0s makes it last as long as the browser.',
    {
      default: 'no cookie is set',
    },
  ).optional(),
  attributes: field(
    z
      .array(
        z.strictObject({
          name: field(z.string().min(1), 'Name of the attribute, e.g. SameSite.'),
          value: field(z.string(), 'Its value.', { default: 'none' }).optional(),
        }),
      )
      .check((checked) => {
        for (const index of repeated(checked.value, (entry) => entry.name)) {
          refuse(checked, 'PER0031', 'the attribute is given twice', [index, 'name']);
        }
      }),
    'Further attributes of the cookie.',
    { since: '1.27' },
  ).optional(),
});

const consistentHash = z
  .strictObject({
    httpHeaderName: field(z.string(), 'Hashes the value of a header.').optional(),
    httpCookie: field(cookie, 'Hashes a cookie, and sets it when it is missing and has a ttl.').optional(),
    useSourceIp: field(z.boolean(), 'Hashes the address of the caller.').optional(),
    httpQueryParameterName: field(z.string(), 'Hashes the value of a query parameter.').optional(),
    ringHash: field(
      z.strictObject({
        minimumRingSize: field(z.int().min(0), 'Fewest places on the ring; more spread better.', {
          default: '1024',
        }).optional(),
      }),
      'Hashes on a ring.',
      { since: '1.16' },
    ).optional(),
    maglev: field(
      z.strictObject({
        tableSize: field(tableSize, 'Size of the table, a prime number such as 65537.'),
      }),
      'Hashes into a table, faster and less stable than the ring.',
      { since: '1.16' },
    ).optional(),
    minimumRingSize: field(z.int().min(0), 'Fewest places on the ring.', {
      deprecated: 'use ringHash.minimumRingSize',
    }).optional(),
  })
  .check(atMostOne('httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'))
  .check(atMostOne('ringHash', 'maglev', 'minimumRingSize'));

const warmup = z.strictObject({
  duration: field(duration, 'How long a new pod is spared.').optional(),
  minimumPercent: field(z.number().min(0).max(100).nullable(), 'Share it begins with, per cent.', {
    default: '10',
  }).optional(),
  aggression: field(z.number().min(1).nullable(), 'How the share grows; 1 is even.', {
    default: '1',
  }).optional(),
});

export const loadBalancer = z
  .strictObject({
    simple: field(
      z.enum(['UNSPECIFIED', 'LEAST_REQUEST', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_CONN']),
      'How the pod is chosen.',
      {
        default: 'LEAST_REQUEST',
        values: {
          UNSPECIFIED: 'as if it were left out',
          LEAST_REQUEST: 'of two at random the one with fewer requests',
          RANDOM: 'at random',
          PASSTHROUGH: 'the address that the caller asked for',
          ROUND_ROBIN: 'in turn; LEAST_REQUEST is safer',
          LEAST_CONN: 'old name of LEAST_REQUEST',
        },
      },
    ).optional(),
    consistentHash: field(
      consistentHash,
      'The same key goes to the same pod, as long as pods stay.',
    ).optional(),
    localityLbSetting: field(localityLoadBalancing, 'Shares and failover between regions and zones.', {
      default: 'as the mesh says',
    }).optional(),
    zoneAwareLbSetting: field(
      zoneAwareLoadBalancing,
      'Keeps requests in the zone of the caller where it can.',
      {
        default: 'as the mesh says',
        since: '1.31',
      },
    ).optional(),
    warmup: field(warmup, 'New pods get their full share only after a while.', {
      default: 'the full share at once',
      since: '1.24',
    }).optional(),
    warmupDurationSecs: field(duration, 'How long a new pod is spared.', {
      deprecated: 'use warmup.duration',
    }).optional(),
  })
  .check(atMostOne('simple', 'consistentHash'))
  .check(atMostOne('warmup', 'warmupDurationSecs'))
  .check(atMostOne('localityLbSetting', 'zoneAwareLbSetting'));
