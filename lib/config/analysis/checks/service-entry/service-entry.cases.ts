import { type CheckCase, networking, service } from '@/lib/config/analysis/checks/check-case';

const entry = (name: string, spec: string, namespace = 'shop') =>
  networking('ServiceEntry', name, spec, namespace);
const port = (number: number, protocol: string) =>
  `  ports: [{number: ${number}, name: p, protocol: ${protocol}}]`;
const group = (name: string, labels: string, account = '') =>
  networking('WorkloadGroup', name, `  metadata: {labels: {${labels}}}\n  template: {${account}}`);
const sidecar = (spec: string, namespace = 'shop') => networking('Sidecar', 's', spec, namespace);

export const SERVICE_ENTRY_CASES: readonly CheckCase[] = [
  {
    code: 'PER0501',
    fact: 'finds TCP without addresses',
    yaml: entry('e', `  hosts: [a.test]\n${port(9000, 'TCP')}`),
    finds: ['ServiceEntry/e spec.ports[0]'],
  },
  {
    code: 'PER0501',
    fact: 'takes addresses and protocols that carry the host',
    yaml:
      entry('e', `  hosts: [a.test]\n  addresses: [10.0.0.1]\n${port(9000, 'TCP')}`) +
      entry('f', `  hosts: [b.test]\n${port(443, 'TLS')}`) +
      entry('g', `  hosts: [c.test]\n${port(80, 'HTTP')}`),
    finds: [],
  },
  {
    code: 'PER0501',
    fact: 'finds TCP in small letters',
    yaml: entry('e', `  hosts: [a.test]\n${port(9000, 'tcp')}`),
    finds: ['ServiceEntry/e spec.ports[0]'],
  },
  {
    code: 'PER0501',
    fact: 'takes TCP where the MeshConfig has addresses allocated',
    yaml: entry('e', `  hosts: [a.test]\n${port(9000, 'TCP')}`),
    settings: { allocatesAddresses: true },
    finds: [],
  },
  {
    code: 'PER0502',
    fact: 'finds a host and port in two entries',
    yaml:
      entry('e', `  hosts: [a.test]\n${port(443, 'TLS')}`) +
      entry('f', `  hosts: [A.test]\n${port(443, 'TLS')}`, 'bank'),
    finds: ['ServiceEntry/e spec.hosts[0]', 'ServiceEntry/f spec.hosts[0]'],
  },
  {
    code: 'PER0502',
    fact: 'takes other ports and private entries',
    yaml:
      entry('e', `  hosts: [a.test]\n${port(443, 'TLS')}`) +
      entry('f', `  hosts: [a.test]\n${port(80, 'HTTP')}`) +
      entry('g', `  hosts: [b.test]\n  exportTo: ["."]\n${port(443, 'TLS')}`) +
      entry('h', `  hosts: [b.test]\n  exportTo: ["."]\n${port(443, 'TLS')}`, 'bank'),
    finds: [],
  },
  {
    code: 'PER0503',
    fact: 'finds two protocols of one port',
    yaml:
      entry('e', `  hosts: [a.test]\n${port(443, 'TLS')}`) +
      entry('f', `  hosts: [a.test]\n${port(443, 'HTTPS')}`, 'bank'),
    finds: ['ServiceEntry/e spec.ports[0]', 'ServiceEntry/f spec.ports[0]'],
  },
  {
    code: 'PER0503',
    fact: 'takes the same protocol, however it is written',
    yaml:
      entry('e', `  hosts: [a.test]\n${port(443, 'TLS')}`) +
      entry('f', `  hosts: [a.test]\n${port(443, 'tls')}`, 'bank'),
    finds: [],
  },
  {
    code: 'PER0504',
    fact: 'finds an account that does not exist',
    yaml: service('a') + group('g', 'app: vm', 'serviceAccount: nobody'),
    finds: ['WorkloadGroup/g spec.template.serviceAccount'],
  },
  {
    code: 'PER0504',
    fact: 'takes accounts of workloads, and says nothing in a namespace that is not shown',
    yaml:
      service('a') +
      group('g', 'app: vm', 'serviceAccount: a') +
      group('h', 'app: vm2').replaceAll('namespace: shop', 'namespace: dark') +
      networking('WorkloadGroup', 'i', '  template: {serviceAccount: default}'),
    finds: [],
  },
  {
    code: 'PER0505',
    fact: 'finds groups with the same labels',
    yaml: group('g', 'app: vm, version: v1') + group('h', 'version: v1, app: vm'),
    finds: ['WorkloadGroup/g spec.metadata.labels', 'WorkloadGroup/h spec.metadata.labels'],
  },
  {
    code: 'PER0505',
    fact: 'takes other labels',
    yaml: group('g', 'app: vm, version: v1') + group('h', 'app: vm'),
    finds: [],
  },
  {
    code: 'PER0506',
    fact: 'finds hosts that do not exist, and short ones',
    yaml:
      service('a') +
      sidecar('  egress: [{hosts: ["./b.shop.svc.cluster.local", "*/www.example.com", "./a"]}]'),
    finds: [
      'Sidecar/s spec.egress[0].hosts[0]',
      'Sidecar/s spec.egress[0].hosts[1]',
      'Sidecar/s spec.egress[0].hosts[2]',
    ],
  },
  {
    code: 'PER0506',
    fact: 'takes services, entries, wildcards and nothing at all',
    yaml:
      service('a') +
      entry('e', '  hosts: ["*.example.com"]') +
      sidecar(
        '  egress: [{hosts: ["./*", "istio-system/*", "./a.shop.svc.cluster.local", "*/www.example.com", "~/*"]}]',
      ),
    finds: [],
  },
  {
    code: 'PER0507',
    fact: 'finds a selector in the root namespace',
    yaml: sidecar('  workloadSelector: {labels: {app: a}}', 'istio-system'),
    finds: ['Sidecar/s spec.workloadSelector'],
  },
  {
    code: 'PER0507',
    fact: 'takes the default of the mesh, and selectors elsewhere',
    yaml:
      sidecar('  egress: [{hosts: ["./*"]}]', 'istio-system') +
      sidecar('  workloadSelector: {labels: {app: a}}'),
    finds: [],
  },
  {
    code: 'PER0508',
    fact: 'finds a policy without a mode and writes it',
    yaml: `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: s, namespace: shop}
spec:
  outboundTrafficPolicy: {}
`,
    finds: ['Sidecar/s spec.outboundTrafficPolicy'],
  },
  {
    code: 'PER0508',
    fact: 'takes a mode, and no policy',
    yaml:
      sidecar('  outboundTrafficPolicy: {mode: ALLOW_ANY}') + sidecar('  egress: [{hosts: ["./*"]}]', 'bank'),
    finds: [],
  },
  {
    code: 'PER0509',
    fact: 'finds a Sidecar in ambient mode',
    yaml: `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio.io/dataplane-mode: ambient}}
---${sidecar('  egress: [{hosts: ["./*"]}]')}`,
    finds: ['Sidecar/s spec'],
  },
  { code: 'PER0509', fact: 'takes one elsewhere', yaml: sidecar('  egress: [{hosts: ["./*"]}]'), finds: [] },
];
