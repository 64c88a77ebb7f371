/** A whole object of one of Istio's kinds: Kubernetes' frame around its spec. */
import type { z } from 'zod';
import { objectModel } from '@/lib/config/model/field-types';
import { refuse } from './rules';

const DRY_RUN = 'istio.io/dry-run';

/** Only authorization can be tried out; there the value is `true` or `false`. */
export function istioObject<T extends z.ZodType>(kind: string, spec: T) {
  return objectModel(kind, spec).check((checked) => {
    const { metadata } = checked.value as {
      readonly metadata: { readonly annotations?: Record<string, string> };
    };
    const written = metadata.annotations?.[DRY_RUN];
    if (written === undefined) return;
    const path = ['metadata', 'annotations', DRY_RUN];
    if (kind !== 'AuthorizationPolicy') {
      refuse(checked, 'PER0035', `${DRY_RUN} is for AuthorizationPolicies; here it has no effect`, path);
    } else if (!/^(?:1|0|t|f|true|false)$/i.test(written)) {
      refuse(checked, 'PER0035', `${DRY_RUN} is "true" or "false"`, path);
    }
  });
}
