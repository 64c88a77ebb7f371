/** A port whose protocol nobody declares: the proxy has to guess it from the first bytes. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { ISTIO_GATEWAY, SERVICE, SERVICE_ENTRY } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { namedProtocol } from './protocols';

export const portName: Check = {
  code: 'PER0601',
  title: 'Port name tells no protocol',
  condition:
    'The name of a port of a Service, ServiceEntry or Gateway is not <protocol> or <protocol>-<suffix>, and a Service declares no appProtocol.',
  severity: 'info',
  ist: ['IST0118'],
  kia: ['KIA0601'],
  kinds: [SERVICE, SERVICE_ENTRY, ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const spec = fieldsAt(object.value, 'spec');
    if (object.id.kind === 'Gateway') {
      for (const [index, server] of fieldsListAt(spec, 'servers').entries()) {
        yield* ofPort(fieldsAt(server, 'port'), ['spec', 'servers', index, 'port'], false);
      }
      return;
    }
    if (isSystem(object, mesh.settings.rootNamespace) || textAt(spec, 'type') === 'ExternalName') return;
    for (const [index, port] of fieldsListAt(spec, 'ports').entries()) {
      yield* ofPort(port, ['spec', 'ports', index], object.id.kind === 'Service');
    }
  },
};

function isSystem({ id }: StoredObject, rootNamespace: string): boolean {
  return (
    id.kind === 'Service' && (id.namespace === rootNamespace || (id.namespace ?? '').startsWith('kube-'))
  );
}

function* ofPort(
  port: ReturnType<typeof fieldsAt>,
  path: Draft['path'],
  isService: boolean,
): Generator<Draft> {
  const name = textAt(port, 'name');
  if (isService && (textAt(port, 'appProtocol') !== null || textAt(port, 'protocol') === 'UDP')) return;
  if (name === null ? !isService : namedProtocol(name) !== null) return;
  const number = numberAt(port, 'port') ?? numberAt(port, 'number');
  const said = isService
    ? 'so the proxy guesses it from the first bytes. Name the port <protocol>-<suffix>, such as http-api, or set appProtocol.'
    : 'as the convention for port names wants it. Name it <protocol>-<suffix>, such as http-api.';
  yield {
    path: name === null ? path : [...path, 'name'],
    message: `${name === null ? `Port ${number} has no name` : `The name ${name} of port ${number} names no protocol`}, ${said}`,
  };
}
