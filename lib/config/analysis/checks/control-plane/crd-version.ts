/** The release of the Gateway API whose definitions are installed. */
import type { Check } from '@/lib/config/analysis/check';
import { CUSTOM_RESOURCE_DEFINITION } from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';

const ANNOTATION = 'gateway.networking.k8s.io/bundle-version';
/** Oldest releases: of which anything is read at all, and of which everything is. */
const UNUSABLE_BEFORE = [1, 0] as const;
const OLD_BEFORE = [1, 1] as const;

export const crdVersion: Check = {
  code: 'PER1201',
  title: 'Gateway API is too old',
  condition:
    'The installed definitions of the Gateway API are of a release before 1.1 (warning), or before 1.0, which Istio ignores (error).',
  severity: 'error',
  ist: ['IST0156', 'IST0172', 'IST0176'],
  kia: [],
  kinds: [CUSTOM_RESOURCE_DEFINITION],
  fix: null,
  *run(object) {
    if (textAt(fieldsAt(object.value, 'spec'), 'group') !== 'gateway.networking.k8s.io') return;
    const written = metadataOf(object).annotations[ANNOTATION] ?? '';
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(written) ?? [];
    if (major === undefined || minor === undefined) return;
    const isBefore = ([a, b]: readonly [number, number]) =>
      Number(major) < a || (Number(major) === a && Number(minor) < b);
    if (!isBefore(OLD_BEFORE)) return;
    const isUnusable = isBefore(UNUSABLE_BEFORE);
    yield {
      path: ['metadata', 'annotations', ANNOTATION],
      severity: isUnusable ? 'error' : 'warning',
      message: `These are definitions of the Gateway API ${written}${isUnusable ? ', which Istio ignores' : ', which is older than Istio supports'}. Install a newer release of them.`,
    };
  },
};
