import { describe, expect, it } from 'vitest';
import { allTextRules } from '@/lib/config/check/rule-lookup';
import { CHECK_FAILED, CHECKS } from './registry';

/** Every message of istioctl analyze that is not retired. Source: istio pkg/config/analysis/msg/messages.yaml. */
const IST =
  `0001 0002 0101 0102 0103 0106 0107 0108 0109 0110 0111 0112 0116 0118 0123 0125 0126 0127 0128 0129 0130
0131 0132 0133 0134 0135 0136 0137 0138 0139 0140 0141 0142 0143 0144 0145 0146 0147 0148 0149 0150 0151 0152 0153
0154 0155 0156 0157 0158 0159 0160 0161 0162 0163 0164 0165 0166 0167 0168 0169 0170 0171 0172 0173 0174 0175 0176
0177`
    .split(/\s+/)
    .map((code) => `IST${code}`);

/** Every check of Kiali. Source: kiali models/istio_validation.go. */
const KIA = [
  ...`0002 0003 0004 0005 0101 0102 0104 0105 0106 0107 0108 0109 0110 0201 0202 0203 0204 0205 0206 0207 0208 0209
0210 0211 0212 0301 0302 0401 0501 0505 0506 0601 0602 0701 1004 1006 1007 1101 1102 1104 1105 1106 1107 1108 1109
1113 1114 1110 1115 1111 1116 1112 1117 1211 1212 1301 1311 1312 1313 1314 1315 1316 1317 1401 1402 1501 1502 1503
1504 1601 1701 1702`
    .split(/\s+/)
    .map((code) => `KIA${code}`),
  'GWAPI',
];

/** What no check of configuration can tell, each with the reason. */
const CANNOT_APPLY: Readonly<Record<string, string>> = {
  IST0126: 'compares meshNetworks with the names of clusters, which only the contents of remote Secrets tell',
  IST0141:
    'asks the API server what the caller of istioctl may do; we read with rights of our own and say what is denied',
  IST0142: 'asks the API server for its version before an installation',
  IST0143: 'asks the sockets of a running proxy which addresses the application listens on',
  IST0168: 'compares with the defaults of another release before an upgrade by istioctl',
  IST0169: 'compares with the defaults of another release before an upgrade by istioctl',
  IST0170: 'compares Services of several clusters; a store holds the objects of one',
  KIA0107:
    'a hint that an account was found in another cluster; a store holds the objects of one, and principals of namespaces that are not shown are left alone',
};

const carried = (list: 'ist' | 'kia') =>
  new Map([
    ...[...allTextRules()].flatMap(([code, rule]) =>
      rule[list].map((theirs): [string, string] => [theirs, code]),
    ),
    ...[...CHECKS, CHECK_FAILED].flatMap((check) =>
      check[list].map((theirs): [string, string] => [theirs, check.code]),
    ),
  ]);

describe('coverage', () => {
  it('knows how many there are', () => {
    expect([new Set(IST).size, new Set(KIA).size]).toEqual([68, 73]);
  });

  it.each([
    ['istioctl analyze', IST, carried('ist')],
    ['Kiali', KIA, carried('kia')],
  ] as const)('carries every code of %s or says why it cannot apply', (_, codes, by) => {
    const missing = codes.filter((code) => !by.has(code) && CANNOT_APPLY[code] === undefined);
    expect(missing).toEqual([]);
  });

  it('carries no code that does not exist, and excuses none that is carried', () => {
    const known = new Set([...IST, ...KIA]);
    const all = [...carried('ist').keys(), ...carried('kia').keys()];
    expect(all.filter((code) => !known.has(code))).toEqual([]);
    expect(Object.keys(CANNOT_APPLY).filter((code) => all.includes(code))).toEqual([]);
  });

  it('gives a code of ours once only', () => {
    const text = new Set(allTextRules().keys());
    expect(CHECKS.filter(({ code }) => text.has(code)).map(({ code }) => code)).toEqual([]);
  });
});
