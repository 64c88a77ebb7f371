/** TLSRoute: TLS connections by their server name. https://gateway-api.sigs.k8s.io/reference/spec/#tlsroute */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { connectionRules, isAlpha, oneRule } from './l4-route';
import { hostname, isAddress } from './names';
import { defaultGateways, parentRefs } from './references';
import { refuse } from './rules';

const spec = z.strictObject({
  parentRefs: parentRefs().optional(),
  hostnames: field(
    z.array(hostname()).max(1024).check(noAddresses),
    'Server names (SNI) that the route is for, a wildcard like *.example.com for every host below; they must overlap with the listener’s.',
    { names: 'host' },
  ).optional(),
  rules: connectionRules(),
  useDefaultGateways: defaultGateways().optional(),
});

function noAddresses(checked: Checked<string[]>): void {
  for (const [index, host] of checked.value.entries()) {
    if (isAddress(host)) {
      refuse(checked, 'PER0900', `"${host}" is an address; TLS names hosts only, never addresses`, [index]);
    }
  }
}

function needsHostnames(
  checked: Checked<{ apiVersion: string; spec: { hostnames?: string[] | undefined } }>,
): void {
  const { apiVersion, spec: own } = checked.value;
  if (isAlpha(apiVersion) || (own.hostnames ?? []).length > 0) return;
  refuse(checked, 'PER0926', 'hostnames is missing: a TLSRoute needs at least one server name', ['spec']);
}

export const tlsRouteModel = objectModel('TLSRoute', spec).check(needsHostnames, oneRule);
