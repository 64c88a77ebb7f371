/** Webhooks that call nothing. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { MUTATING_WEBHOOK, VALIDATING_WEBHOOK } from '@/lib/config/analysis/kinds';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

const KINDS = [MUTATING_WEBHOOK, VALIDATING_WEBHOOK];

interface Client {
  readonly fields: Fields;
  readonly path: ObjectPath;
}

/** Clients of webhooks that are Istio's. */
function clientsOf(object: StoredObject): readonly Client[] {
  const isIstio = (name: string) => name.endsWith('.istio.io') || name.endsWith('istio.io');
  return fieldsListAt(object.value, 'webhooks').flatMap((webhook, index) =>
    isIstio(textAt(webhook, 'name') ?? '')
      ? [{ fields: fieldsAt(webhook, 'clientConfig'), path: ['webhooks', index, 'clientConfig'] }]
      : [],
  );
}

export const webhookService: Check = {
  code: 'PER1202',
  title: 'Webhook calls a Service that does not exist',
  condition: 'A webhook of Istio calls a Service that does not exist, so injection or validation fails.',
  severity: 'error',
  ist: ['IST0139'],
  kia: [],
  kinds: KINDS,
  fix: null,
  *run(object, mesh): Generator<Draft> {
    if (!mesh.known.services) return;
    for (const { fields, path } of clientsOf(object)) {
      const service = optionalFieldsAt(fields, 'service');
      if (service === null) continue;
      const namespace = textAt(service, 'namespace') ?? '';
      const name = textAt(service, 'name') ?? '';
      if (mesh.object({ group: '', kind: 'Service', namespace, name }) !== null) continue;
      yield {
        path: [...path, 'service', 'name'],
        message: `There is no Service ${name} in ${namespace}, so what this webhook should do is not done. Correct it, or remove the webhook of a release that is gone.`,
      };
    }
  },
};

export const webhookAddress: Check = {
  code: 'PER1203',
  title: 'Address of the external control plane',
  condition:
    'A webhook of Istio calls an address outside that is empty or no URL (warning), or an IP address instead of a host name (hint).',
  severity: 'warning',
  ist: ['IST0163', 'IST0164'],
  kia: [],
  kinds: KINDS,
  fix: null,
  *run(object): Generator<Draft> {
    for (const { fields, path } of clientsOf(object)) {
      if (optionalFieldsAt(fields, 'service') !== null) continue;
      const url = textAt(fields, 'url') ?? '';
      const host = URL.canParse(url) ? new URL(url).hostname : '';
      const isAddress = /^[\d.]+$|^\[/.test(host);
      if (host !== '' && !isAddress) continue;
      yield {
        path: url === '' ? path : [...path, 'url'],
        severity: isAddress ? 'info' : 'warning',
        message: isAddress
          ? `${host} is an address; a host name keeps working when the control plane moves.`
          : `${url === '' ? 'There is neither a Service nor a URL' : `"${url}" is no URL`}, so the control plane is not reached. Write https:// and its host.`,
      };
    }
  },
};
