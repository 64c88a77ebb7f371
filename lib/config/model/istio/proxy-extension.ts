/** What WasmPlugin and TrafficExtension share: a WebAssembly module and the traffic that passes it. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { int32, portNumber } from '@/lib/config/model/field-types';
import { repeated } from '@/lib/config/model/rule';
import { textWith } from './host-fields';
import { refuse } from './rules';

const SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'file', 'oci']);

const moduleAddress = textWith('PER0090', (text) => {
  if (text === '') return 'the address of the module is missing';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  return scheme === undefined || SCHEMES.has(scheme.toLowerCase())
    ? null
    : `"${scheme}" is none of ${[...SCHEMES].join(', ')}`;
});

const sha256 = textWith('PER0090', (text) =>
  text === '' || /^[a-f0-9]{64}$/.test(text) ? null : 'a checksum is 64 hex digits, in lower case',
);

const variable = z
  .strictObject({
    name: field(z.string().min(1).max(256), 'Name of the variable.'),
    valueFrom: field(z.enum(['INLINE', 'HOST']), 'Where its value is from.', {
      default: 'INLINE',
      values: { INLINE: 'value', HOST: 'the environment of the proxy' },
    }).optional(),
    value: field(z.string().max(2048), 'Its value.').optional(),
  })
  .check((checked) => {
    if (checked.value.valueFrom === 'HOST' && (checked.value.value ?? '') !== '') {
      refuse(checked, 'PER0091', 'HOST takes the value from the proxy; leave value out', ['value']);
    }
  });

const environment = z
  .array(variable)
  .max(256)
  .check((checked) => {
    for (const index of repeated(checked.value, (entry) => entry.name)) {
      refuse(checked, 'PER0031', 'the variable is set twice', [index, 'name']);
    }
  });

export const wasmModule = {
  url: field(
    moduleAddress,
    'Where the module is: an image (oci://, also without scheme), a file, or an address.',
  ),
  sha256: field(sha256, 'Checksum of the module or image.').optional(),
  imagePullPolicy: field(
    z.enum(['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always']),
    'When it is fetched again.',
    {
      default: 'IfNotPresent, Always for the tag latest',
      values: {
        UNSPECIFIED_POLICY: 'as if it were left out',
        IfNotPresent: 'never while it is there',
        Always: 'whenever this object changes',
      },
    },
  ).optional(),
  imagePullSecret: field(z.string().min(1).max(253), 'Secret with the credentials of the registry.', {
    names: 'secret',
  }).optional(),
  verificationKey: field(z.string(), 'Key that signed the module.', {
    deprecated: 'it has no effect',
  }).optional(),
  pluginConfig: field(z.record(z.string(), z.unknown()), 'Settings that the module is given.').optional(),
  pluginName: field(z.string().min(1).max(256), 'Name of the plugin inside the module.').optional(),
  failStrategy: field(
    z.enum(['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD']),
    'What happens when the module fails.',
    {
      default: 'FAIL_CLOSE',
      values: {
        FAIL_CLOSE: 'requests are refused with 5xx',
        FAIL_OPEN: 'requests pass without it',
        FAIL_RELOAD: 'it is loaded again; as FAIL_CLOSE until then',
      },
    },
  ).optional(),
  vmConfig: field(
    z.strictObject({ env: field(environment, 'Environment of the module.').optional() }),
    'The machine that the module runs in.',
  ).optional(),
  type: field(z.enum(['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK']), 'What the module handles.', {
    default: 'HTTP',
    since: '1.17',
    values: {
      UNSPECIFIED_PLUGIN_TYPE: 'as if it were left out',
      HTTP: 'requests',
      NETWORK: 'connections',
    },
  }).optional(),
};

const match = z.strictObject({
  mode: field(z.enum(['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER']), 'Direction of the traffic.', {
    default: 'CLIENT_AND_SERVER',
    values: {
      UNDEFINED: 'as if it were left out',
      CLIENT: 'calls that go out; gateways',
      SERVER: 'calls that come in',
      CLIENT_AND_SERVER: 'both',
    },
  }).optional(),
  ports: field(
    z
      .array(z.strictObject({ number: field(portNumber, 'Number of the port.', { names: 'port-number' }) }))
      .check((checked) => {
        for (const index of repeated(checked.value, ({ number }) => String(number))) {
          const message = `port ${checked.value[index]?.number} is given twice`;
          refuse(checked, 'PER0031', message, [index, 'number']);
        }
      }),
    'Ports that are called.',
    { default: 'every port' },
  ).optional(),
});

export const priority = field(int32.nullable(), 'Order inside the phase: the higher, the earlier.', {
  default: '0',
}).optional();

export const trafficMatch = field(z.array(match), 'Traffic that passes it; any of the entries.', {
  default: 'all',
  since: '1.16',
}).optional();

export const PHASES = {
  AUTHN: 'before Istio checks tokens and certificates',
  AUTHZ: 'after that, before AuthorizationPolicies',
  STATS: 'after those, before metrics',
};
