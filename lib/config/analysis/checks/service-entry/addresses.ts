/** A TCP port without an address: the proxy cannot tell its connections from others on that port. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE_ENTRY } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';

export const entryAddresses: Check = {
  code: 'PER0501',
  title: 'ServiceEntry needs addresses',
  condition:
    'A ServiceEntry has a port of protocol TCP, or without a protocol, and neither addresses nor addresses that the control plane gave it, nor does the MeshConfig switch on that it gives some (proxyMetadata ISTIO_META_DNS_CAPTURE with ISTIO_META_DNS_AUTO_ALLOCATE or PILOT_ENABLE_IP_AUTOALLOCATE).',
  severity: 'warning',
  ist: ['IST0134', 'IST0133'],
  kia: [],
  kinds: [SERVICE_ENTRY],
  fix: null,
  *run(object, mesh) {
    if (mesh.settings.allocatesAddresses) return;
    const spec = fieldsAt(object.value, 'spec');
    const given = fieldsListAt(fieldsAt(object.value, 'status'), 'addresses');
    if (textsAt(spec, 'addresses').length > 0 || given.length > 0) return;
    for (const [index, port] of fieldsListAt(spec, 'ports').entries()) {
      const protocol = (textAt(port, 'protocol') ?? '').toUpperCase();
      if (protocol !== '' && protocol !== 'TCP') continue;
      yield {
        path: ['spec', 'ports', index],
        message:
          'Without addresses a TCP port is told apart by its number alone, so it catches every connection to that port in the mesh. Add addresses (unless DNS proxying gives them), or a protocol.',
      };
    }
  },
};
