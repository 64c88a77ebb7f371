/** The release of the Gateway API whose definitions are installed, and what they serve. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { CUSTOM_RESOURCE_DEFINITION } from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, flagAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';

const ANNOTATION = 'gateway.networking.k8s.io/bundle-version';
/** The oldest release that Istio supports as a whole. */
const OLD_BEFORE = '1.1.0';

/** Below these istiod does not read the kind at all. Source: istio/istio pkg/config/schema/gatewayapi. */
const UNREAD_BEFORE: Readonly<Record<string, string>> = {
  'grpcroutes.gateway.networking.k8s.io': '1.1.0',
  'backendtlspolicies.gateway.networking.k8s.io': '1.4.0',
  'tlsroutes.gateway.networking.k8s.io': '1.5.0',
};

/** Kinds that Istio reads at this version only. Source: istio/istio istioctl/pkg/precheck. */
const READ_AT_V1 = new Set(['Gateway', 'GatewayClass', 'HTTPRoute']);

export const crdVersion: Check = {
  code: 'PER1201',
  title: 'Gateway API is too old',
  condition:
    'The installed definitions of the Gateway API are of a release before 1.1, or before the one from which Istio reads a kind (GRPCRoute 1.1, BackendTLSPolicy 1.4, TLSRoute 1.5); or Gateway, GatewayClass or HTTPRoute is not served at v1, without which Istio ignores it (error).',
  severity: 'error',
  ist: ['IST0156', 'IST0172', 'IST0176'],
  kia: [],
  kinds: [CUSTOM_RESOURCE_DEFINITION],
  fix: null,
  *run(object) {
    const spec = fieldsAt(object.value, 'spec');
    if (textAt(spec, 'group') !== 'gateway.networking.k8s.io') return;
    const kind = textAt(fieldsAt(spec, 'names'), 'kind') ?? '';
    const served = fieldsListAt(spec, 'versions')
      .filter((version) => flagAt(version, 'served'))
      .map((version) => textAt(version, 'name') ?? '');
    if (READ_AT_V1.has(kind) && served.length > 0 && !served.includes('v1')) {
      yield {
        path: ['spec', 'versions'],
        message: `${kind} is served at ${served.join(', ')} only; Istio reads v1 and so ignores every ${kind}. Install a newer release of the Gateway API's definitions.`,
      };
    }
    const old = tooOld(object);
    if (old !== null) yield old;
  },
};

function tooOld(object: StoredObject): Draft | null {
  const written = metadataOf(object).annotations[ANNOTATION] ?? '';
  const installed = releaseOf(written);
  if (installed === null) return null;
  const unread = UNREAD_BEFORE[object.id.name];
  const path = ['metadata', 'annotations', ANNOTATION];
  if (unread !== undefined && isBefore(installed, unread)) {
    const message = `These are definitions of the Gateway API ${written}; Istio reads this kind from ${unread} on and ignores it until then. Install a newer release of them.`;
    return { path, severity: 'warning', message };
  }
  if (!isBefore(installed, OLD_BEFORE)) return null;
  const message = `These are definitions of the Gateway API ${written}, which is older than Istio supports. Install a newer release of them.`;
  return { path, severity: 'warning', message };
}

/** Major, minor and patch; a candidate counts as its release. */
function releaseOf(text: string): readonly number[] | null {
  const found = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
}

function isBefore(release: readonly number[], other: string): boolean {
  const wanted = releaseOf(other) ?? [];
  const at = wanted.findIndex((part, index) => part !== release[index]);
  return at >= 0 && (release[at] ?? 0) < (wanted[at] ?? 0);
}
