/** ServiceAccount: the identity of pods, as in spiffe://<trust domain>/ns/<namespace>/sa/<name>. */
import { looseObject } from './loose-object';

export const serviceAccountModel = looseObject('ServiceAccount', {});
