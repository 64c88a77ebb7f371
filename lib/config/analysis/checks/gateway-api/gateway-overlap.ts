/** Gateways and listeners that ask for the same. */
import type { Check } from '@/lib/config/analysis/check';
import { KUBERNETES_GATEWAY } from '@/lib/config/analysis/kinds';
import { kubernetesGatewayOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import type { GatewayListener } from '@/lib/config/simulation/read/gateway';
import type { StoredObject } from '@/lib/config/store';

interface Address {
  readonly type: string;
  readonly value: string;
}

function addressesOf(gateway: StoredObject): readonly Address[] {
  return fieldsListAt(fieldsAt(gateway.value, 'spec'), 'addresses').map((address) => ({
    type: textAt(address, 'type') ?? 'IPAddress',
    value: textAt(address, 'value') ?? '',
  }));
}

function isSameListener(a: GatewayListener, b: GatewayListener): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.hostname ?? '*') === (b.hostname ?? '*');
}

export const gatewayOverlap: Check = {
  code: 'PER1003',
  title: 'Listener stands in several Gateways',
  condition:
    'Two Gateways of the Gateway API have listeners with the same hostname, port and protocol. A warning where they also ask for the same address; else each has an address of its own, and it is a hint.',
  severity: 'info',
  ist: [],
  kia: ['KIA1501'],
  kinds: [KUBERNETES_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const own = kubernetesGatewayOf(object);
    for (const stored of mesh.ofKind(KUBERNETES_GATEWAY)) {
      const other = kubernetesGatewayOf(stored);
      if (stored === object || other.className !== own.className || own.className === 'istio-waypoint')
        continue;
      const index = own.listeners.findIndex((listener) =>
        other.listeners.some((rival) => isSameListener(listener, rival)),
      );
      const listener = own.listeners[index];
      if (listener === undefined) continue;
      const values = addressesOf(stored).map(({ value }) => value);
      const isShared = addressesOf(object).some(({ value }) => values.includes(value));
      yield {
        path: ['spec', 'listeners', index],
        severity: isShared ? 'warning' : 'info',
        message: `${objectName(stored.id)} listens for ${listener.hostname ?? 'every host'} on port ${listener.port} too${isShared ? ' at the same address. Put both into one Gateway' : ', at an address of its own. Is that meant'}${isShared ? '.' : '?'}`,
        related: [{ id: stored.id, path: ['spec', 'listeners'] }],
      };
    }
  },
};

export const gatewayAddress: Check = {
  code: 'PER1004',
  title: 'Address is asked for twice',
  condition: 'Two Gateways of the Gateway API ask for the same address of the same type.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1502'],
  kinds: [KUBERNETES_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const own = addressesOf(object);
    if (own.length === 0) return;
    for (const stored of mesh.ofKind(KUBERNETES_GATEWAY)) {
      if (stored === object) continue;
      const others = addressesOf(stored);
      const index = own.findIndex(({ type, value }) =>
        others.some((other) => other.type === type && other.value === value),
      );
      if (index < 0) continue;
      yield {
        path: ['spec', 'addresses', index],
        message: `${objectName(stored.id)} asks for ${own[index]?.value} too. Only one of them can have it.`,
        related: [{ id: stored.id, path: ['spec', 'addresses'] }],
      };
    }
  },
};

export const listenerRepeated: Check = {
  code: 'PER1005',
  title: 'Listener is repeated',
  condition: 'Two listeners of a Gateway of the Gateway API have the same hostname, port and protocol.',
  severity: 'error',
  ist: [],
  kia: ['KIA1503'],
  kinds: [KUBERNETES_GATEWAY],
  fix: null,
  *run(object) {
    const { listeners } = kubernetesGatewayOf(object);
    for (const [index, listener] of listeners.entries()) {
      const before = listeners.slice(0, index).find((earlier) => isSameListener(earlier, listener));
      if (before === undefined) continue;
      yield {
        path: ['spec', 'listeners', index],
        message: `Listener ${before.name} has the same hostname, port and protocol; both are refused as conflicted. Change one of them.`,
      };
    }
  },
};
