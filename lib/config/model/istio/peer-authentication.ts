/** PeerAuthentication. https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { istioObject } from './object';
import { refuse } from './rules';
import { workloadSelector } from './selection';

const mutualTls = z
  .strictObject({
    mode: field(z.enum(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']), 'Which connections are taken.', {
      default: 'UNSET',
      values: {
        UNSET: 'as the namespace, else the mesh says; PERMISSIVE at last',
        DISABLE: 'plain text only',
        PERMISSIVE: 'mTLS and plain text',
        STRICT: 'mTLS only',
      },
    }).optional(),
  })
  .nullable();

const portLevel = z.record(z.string(), mutualTls).check((checked) => {
  const ports = Object.keys(checked.value);
  if (ports.length === 0) refuse(checked, 'PER0085', 'no port is named; leave portLevelMtls out');
  for (const port of ports) {
    const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
    if (!isPort)
      refuse(checked, 'PER0085', 'ports are numbers from 1 to 65535, those of the container', [port]);
  }
});

const spec = z
  .strictObject({
    selector: field(workloadSelector, 'Pods that it is for; in the root namespace it is ignored.', {
      default: 'every pod of the namespace, in the root namespace of the mesh',
    }).optional(),
    mtls: field(mutualTls, 'What the pods take on every port.').optional(),
    portLevelMtls: field(
      portLevel,
      'Exceptions by container port; only together with a selector.',
    ).optional(),
  })
  .check((checked) => {
    const { portLevelMtls, selector } = checked.value;
    if (portLevelMtls !== undefined && Object.keys(selector?.matchLabels ?? {}).length === 0) {
      refuse(checked, 'PER0085', 'portLevelMtls has no effect without a selector', ['portLevelMtls']);
    }
  });

export const peerAuthenticationModel = istioObject(
  'PeerAuthentication',
  field(spec, 'Whether pods take mTLS, plain text or both.').optional(),
);
