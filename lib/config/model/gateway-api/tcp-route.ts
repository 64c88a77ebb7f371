/** TCPRoute: connections of a listener to backends. https://gateway-api.sigs.k8s.io/reference/spec/#tcproute */
import { z } from 'zod';
import { objectModel } from '@/lib/config/model/field-types';
import { connectionRules, oneRule } from './l4-route';
import { defaultGateways, parentRefs } from './references';

const spec = z.strictObject({
  parentRefs: parentRefs().optional(),
  rules: connectionRules(),
  useDefaultGateways: defaultGateways().optional(),
});

export const tcpRouteModel = objectModel('TCPRoute', spec).check(oneRule);
