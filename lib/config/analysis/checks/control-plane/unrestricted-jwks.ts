/** The control plane fetches keys from wherever a RequestAuthentication says. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { DEPLOYMENT, REQUEST_AUTHENTICATION } from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';

const SETTING = 'BLOCKED_CIDRS_IN_JWKS_URIS';

export const unrestrictedJwks: Check = {
  code: 'PER1204',
  title: 'Keys are fetched from any address',
  condition: `There are RequestAuthentications, and istiod runs without ${SETTING}, so it fetches keys from inner addresses too.`,
  severity: 'info',
  ist: ['IST0175'],
  kia: [],
  kinds: [DEPLOYMENT],
  fix: null,
  *run(object, mesh) {
    if (metadataOf(object).labels.app !== 'istiod') return;
    if (mesh.count(facet.kind(REQUEST_AUTHENTICATION)) === 0) return;
    const pod = fieldsAt(fieldsAt(fieldsAt(object.value, 'spec'), 'template'), 'spec');
    const isSet = fieldsListAt(pod, 'containers').some((container) =>
      fieldsListAt(container, 'env').some(
        (entry) => textAt(entry, 'name') === SETTING && (textAt(entry, 'value') ?? '') !== '',
      ),
    );
    if (isSet) return;
    yield {
      path: ['spec', 'template', 'spec', 'containers'],
      message: `Whoever may write a RequestAuthentication makes istiod call any address by its jwksUri. Name the inner ranges in ${SETTING}.`,
    };
  },
};
