import { describe, expect, it } from 'vitest';
import { checkText } from './check/check-text';
import { allTextRules } from './check/rule-lookup';
import { allCodes, codesFor } from './codes';
import { ISTIO_MISTAKES } from './fixtures/istio-mistakes';
import { RULE_CONDITIONS } from './model/rule-conditions';
import { RULE_FIXES } from './model/rule-fixes';

describe('allCodes', () => {
  it('knows each code once, in order', () => {
    const codes = allCodes().map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('has conditions for codes that there are only', () => {
    const rules = allTextRules();
    expect(Object.keys(RULE_CONDITIONS).filter((code) => !rules.has(code))).toEqual([]);
    expect(codesFor('PER0010')[0]?.condition).toBe(RULE_CONDITIONS.PER0010);
  });

  it('tells of every text rule whether it has a quick fix, and of none that has none', () => {
    const fixed = [...BROKEN, ...ISTIO_MISTAKES.map(([, text]) => text)]
      .flatMap((text) => checkText(text).problems)
      .filter(({ fix }) => fix !== null)
      .map(({ code }) => code);
    expect([...new Set(fixed)].sort()).toEqual(Object.keys(RULE_FIXES).sort());
    expect(codesFor('PER0011')[0]?.fix).toBe(RULE_FIXES.PER0011);
  });
});

const head = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`;
const VIRTUAL_SERVICE = head('networking.istio.io/v1', 'VirtualService');
const route = (rest: string, hosts = '[a]') =>
  `${VIRTUAL_SERVICE}spec: {hosts: ${hosts}, http: [{${rest}route: [{destination: {host: a}}]}]}\n`;

/** Texts of which each has a mistake that is mended by a quick fix. */
const BROKEN = [
  `${VIRTUAL_SERVICE}spec:\n\thosts: [a]\n`,
  `${VIRTUAL_SERVICE}spec:\n  hosts: [a]\n  hosts: [b]\n`,
  `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.istio.io/v1\n  kind: Sidecar\n  metadata: {name: a, namespace: b}\n`,
  `${head('networking.istio.io/v1', 'AuthorizationPolicy')}spec: {}\n`,
  route('timeOut: 5s, '),
  `${VIRTUAL_SERVICE}spec:\n  hosts: [a]\n  http:\n  - fault:\n      delay:\n        fixedDelay: 2s\n        httpStatus: 503\n    route: [{destination: {host: a}}]\n`,
  route('', 'a'),
  `${head('security.istio.io/v1', 'PeerAuthentication')}spec: {mtls: {mode: STRIKT}}\n`,
  `${head('networking.istio.io/v9', 'VirtualService')}spec: {hosts: [a]}\n`,
  `${head('networking.istio.io/v1beta1', 'VirtualService')}spec: {hosts: [a]}\n`,
  route('timeout: 2.000s, '),
  `${VIRTUAL_SERVICE.replace('namespace: b', 'namespace: b, labels: {x: yes}')}spec: {hosts: [a]}\n`,
];
