/** Gateway of Istio's own API. https://istio.io/latest/docs/reference/config/networking/gateway/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { listenedHostFault, namespacedHostFault } from './forms';
import { textWith } from './host-fields';
import { istioObject } from './object';
import { deprecatedTargetPort, isEncrypted, isPlainHttp, portName, protocol } from './port';
import { refuse } from './rules';
import { selectingLabels } from './selection';
import { type ServerTls, serverTls } from './server-tls';

const gatewayHost = textWith('PER0022', (text) =>
  text.includes('/') ? namespacedHostFault(text) : listenedHostFault(text),
);

const port = z.strictObject({
  number: field(portNumber, 'Port that the gateway listens on, as its Service has it.', {
    names: 'port-number',
  }),
  name: field(portName(), 'Name of the port, unique in the Gateway.'),
  protocol: protocol(),
  targetPort: deprecatedTargetPort(),
});

const serverFields = z.strictObject({
  port: field(port, 'Port it listens on.'),
  hosts: field(
    z.array(gatewayHost).min(1),
    'Hosts it serves. `namespace/host` narrows whose VirtualServices may bind; `.` is the own namespace.',
    { names: 'host' },
  ),
  tls: field(serverTls, 'Encryption towards callers; a redirect to HTTPS on plain HTTP.').optional(),
  bind: field(z.string(), 'Address or socket it listens on.', {
    default: 'every address of the pod',
  }).optional(),
  defaultEndpoint: field(z.string(), 'Where connections go for which there is no route.', {
    deprecated: 'it has no effect',
  }).optional(),
  name: field(z.string(), 'Name of the server, unique in the Gateway.').optional(),
});

const server = serverFields.check(checkTls);

function checkTls(checked: Checked<z.infer<typeof serverFields>>): void {
  const { port: own, tls } = checked.value;
  const spoken = own.protocol.toUpperCase();
  if (isEncrypted(spoken)) {
    if (tls === undefined) refuse(checked, 'PER0068', `a ${spoken} server needs tls`);
  } else if (tls !== undefined && !isPlainHttp(spoken)) {
    refuse(checked, 'PER0068', `tls is for HTTPS and TLS servers, this one is ${spoken}`, ['tls']);
  } else if (tls !== undefined && endsTls(tls)) {
    const message = `tls is for HTTPS and TLS servers, this one is ${spoken}; only httpsRedirect: true fits`;
    refuse(checked, 'PER0068', message, ['tls']);
  }
  if (own.targetPort !== undefined) {
    refuse(checked, 'PER0072', 'targetPort has no effect; the Service of the gateway has it', [
      'port',
      'targetPort',
    ]);
  }
}

/** Whether the settings would take TLS off, which a plain server cannot. */
function endsTls({ mode, ...tls }: ServerTls): boolean {
  const passes = mode === undefined || mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
  return !passes || [tls.serverCertificate, tls.privateKey, tls.caCertificates].some((file) => file);
}

const servers = z
  .array(server)
  .min(1)
  .check((checked) => {
    for (const index of repeated(checked.value, (entry) => entry.port.name)) {
      const name = checked.value[index]?.port.name;
      refuse(checked, 'PER0031', `the port name ${name} is used twice`, [index, 'port', 'name']);
    }
  });

const spec = z.strictObject({
  selector: field(selectingLabels(), 'Labels of the gateway’s pods.', {
    default: 'every gateway of the mesh',
    names: 'label-key',
  }).optional(),
  servers: field(servers, 'Ports and hosts that are served.'),
});

const described = field(spec, 'What the gateway listens on; VirtualServices say what it does with it.');

export const istioGatewayModel = istioObject('Gateway', described).check((checked) => {
  const { name } = checked.value.metadata;
  if (name.includes('.')) {
    refuse(checked, 'PER0037', 'the name of a Gateway has no "."', ['metadata', 'name']);
  }
});
