/** TLS to a server whose certificate is not checked against an authority of one's own. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export const certificateAuthority: Check = {
  code: 'PER0309',
  title: 'Server certificate is not pinned to an authority',
  condition:
    'A DestinationRule originates TLS (SIMPLE or MUTUAL), for a host or for a port, without caCertificates (or, in a rule with workloadSelector, credentialName): the authorities of the operating system are trusted, and releases before 1.20 verify nothing.',
  severity: 'info',
  ist: ['IST0128', 'IST0129'],
  kia: [],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object) {
    const spec = fieldsAt(object.value, 'spec');
    const host = textAt(spec, 'host') ?? '';
    // Sidecars read credentialName only of rules that choose them.
    const isSelecting = 'workloadSelector' in spec;
    yield* inPolicy(fieldsAt(spec, 'trafficPolicy'), ['spec', 'trafficPolicy'], host, isSelecting);
    for (const [index, subset] of fieldsListAt(spec, 'subsets').entries()) {
      yield* inPolicy(
        fieldsAt(subset, 'trafficPolicy'),
        ['spec', 'subsets', index, 'trafficPolicy'],
        host,
        isSelecting,
      );
    }
  },
};

function* inPolicy(policy: Fields, path: ObjectPath, host: string, isSelecting: boolean): Generator<Draft> {
  yield* inTls(optionalFieldsAt(policy, 'tls'), [...path, 'tls'], host, null, isSelecting);
  for (const [index, entry] of fieldsListAt(policy, 'portLevelSettings').entries()) {
    const port = numberAt(fieldsAt(entry, 'port'), 'number');
    yield* inTls(
      optionalFieldsAt(entry, 'tls'),
      [...path, 'portLevelSettings', index, 'tls'],
      host,
      port,
      isSelecting,
    );
  }
}

function* inTls(
  tls: Fields | null,
  path: ObjectPath,
  host: string,
  port: number | null,
  isSelecting: boolean,
): Generator<Draft> {
  if (tls === null) return;
  const mode = textAt(tls, 'mode');
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  const has = (key: string) => (textAt(tls, key) ?? '') !== '';
  if (has('caCertificates') || (isSelecting && has('credentialName')) || flagAt(tls, 'insecureSkipVerify'))
    return;
  yield {
    path,
    message: `TLS to ${host}${port === null ? '' : ` on port ${port}`} names no caCertificates: the authorities of the operating system are trusted, and releases before 1.20 verify nothing. Name the file; a credentialName counts for gateways, and for sidecars that a workloadSelector chooses.`,
  };
}
