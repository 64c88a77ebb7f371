/** What running pods have, told by themselves. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';

export type ActualProxy =
  | { readonly kind: 'sidecar'; readonly revision: string | null }
  | { readonly kind: 'ambient' }
  | { readonly kind: 'none' };

/** `pod` = the value of a Pod. The proxy may run as an init container that goes on (native sidecars). */
export function actualProxy(pod: Fields): ActualProxy {
  const spec = fieldsAt(pod, 'spec');
  const annotations = textMapAt(fieldsAt(pod, 'metadata'), 'annotations');
  const isProxy = (container: Fields) => textAt(container, 'name') === 'istio-proxy';
  if ([...fieldsListAt(spec, 'containers'), ...fieldsListAt(spec, 'initContainers')].some(isProxy)) {
    return { kind: 'sidecar', revision: annotations['istio.io/rev'] ?? statusRevision(annotations) };
  }
  return annotations['ambient.istio.io/redirection'] === 'enabled' ? { kind: 'ambient' } : { kind: 'none' };
}

/** How the proxy of a gateway and that of a waypoint is run: the second argument of `proxy`. */
const STANDALONE = ['router', 'waypoint'];

/** A proxy that runs by itself, or is asked for from the template of gateways. */
export function isGatewayPod(pod: Fields): boolean {
  const annotations = textMapAt(fieldsAt(pod, 'metadata'), 'annotations');
  return (
    (annotations['inject.istio.io/templates'] ?? '').split(',').includes('gateway') ||
    fieldsListAt(fieldsAt(pod, 'spec'), 'containers').some((container) =>
      textsAt(container, 'args').some((arg) => STANDALONE.includes(arg)),
    )
  );
}

/** The injector leaves what it did as JSON. */
function statusRevision(annotations: Readonly<Record<string, string>>): string | null {
  try {
    const status: unknown = JSON.parse(annotations['sidecar.istio.io/status'] ?? 'null');
    if (typeof status !== 'object' || status === null || !('revision' in status)) return null;
    return typeof status.revision === 'string' ? status.revision : null;
  } catch {
    return null;
  }
}
