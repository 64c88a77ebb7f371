import { type CheckCase, networking } from '@/lib/config/analysis/checks/check-case';

const workload = (name: string, label: string, namespace = 'edge') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {istio: ${label}}}}}
---`;
const edgeService = (ports: string) => `
apiVersion: v1
kind: Service
metadata: {name: ingress, namespace: edge}
spec: {selector: {istio: ingressgateway}, ports: ${ports}}
---`;
const secret = (name: string, data = '', namespace = 'edge') => `
apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: ${namespace}}
${data}
---`;
const gateway = (name: string, servers: string, selector = 'ingressgateway', namespace = 'shop') =>
  networking('Gateway', name, `  selector: {istio: ${selector}}\n  servers: ${servers}`, namespace);
const http = (hosts: string, port = 80) =>
  `{port: {number: ${port}, name: http, protocol: HTTP}, hosts: ${hosts}}`;
const https = (host: string, tls: string) =>
  `[{port: {number: 443, name: https, protocol: HTTPS}, hosts: [${host}], tls: ${tls}}]`;
const ingress = workload('ingress', 'ingressgateway') + workload('istiod', 'pilot', 'istio-system');

export const GATEWAY_CASES: readonly CheckCase[] = [
  {
    code: 'PER0401',
    fact: 'finds a selector without workloads',
    yaml: ingress + gateway('g', '[]', 'nothing'),
    finds: ['Gateway/g spec.selector'],
  },
  {
    code: 'PER0401',
    fact: 'takes workloads of any namespace',
    yaml: ingress + gateway('g', '[]'),
    finds: [],
  },
  {
    code: 'PER0401',
    fact: "says nothing of Istio's own gateways where their namespace is not among the objects",
    yaml: workload('web', 'none') + gateway('g', '[]'),
    finds: [],
  },
  {
    code: 'PER0402',
    fact: 'finds a port that no Service has',
    yaml: ingress + edgeService('[{port: 80, targetPort: 8080}]') + gateway('g', `[${http('["*"]', 8081)}]`),
    finds: ['Gateway/g spec.servers[0].port.number'],
  },
  {
    code: 'PER0402',
    fact: 'takes ports, target ports and gateways without a Service',
    yaml:
      ingress +
      workload('inner', 'inner') +
      edgeService('[{port: 80, targetPort: 8080}]') +
      gateway('g', `[${http('[a.test]')}, ${http('[b.test]', 8080)}]`) +
      gateway('h', `[${http('[c.test]', 9999)}]`, 'inner'),
    finds: [],
  },
  {
    code: 'PER0403',
    fact: 'finds one host and port in two, from both sides',
    yaml:
      gateway('g', `[${http('[a.test]')}]`) +
      gateway('h', `[${http('["*/a.test"]')}]`, 'ingressgateway', 'bank'),
    finds: ['Gateway/g spec.servers[0].hosts[0]', 'Gateway/h spec.servers[0].hosts[0]'],
  },
  {
    code: 'PER0403',
    fact: 'leaves other ports, hosts, workloads and namespaces alone',
    yaml:
      gateway('g', `[${http('[a.test]')}]`) +
      gateway('h', `[${http('[a.test]', 81)}, ${http('[b.test]')}]`) +
      gateway('i', `[${http('[a.test]')}]`, 'other') +
      gateway('j', `[${http('["./c.test"]')}]`) +
      gateway('k', `[${http('["./c.test"]')}]`, 'ingressgateway', 'bank'),
    finds: [],
  },
  {
    code: 'PER0404',
    fact: 'finds a Secret that is not where the workloads are',
    yaml:
      ingress +
      secret('other') +
      secret('cert', '', 'shop') +
      gateway('g', https('a.test', '{mode: SIMPLE, credentialName: cert}')),
    finds: ['Gateway/g spec.servers[0].tls.credentialName'],
  },
  {
    code: 'PER0404',
    fact: 'takes one that is, and says nothing where Secrets are not shown',
    yaml:
      ingress +
      secret('cert') +
      workload('inner', 'inner', 'dark') +
      gateway('g', https('a.test', '{mode: SIMPLE, credentialName: cert}')) +
      gateway('h', https('b.test', '{mode: SIMPLE, credentialName: gone}'), 'inner'),
    finds: [],
  },
  {
    code: 'PER0405',
    fact: 'finds a Secret without certificate',
    yaml:
      ingress +
      secret('cert', 'data: {password: eA==}') +
      gateway('g', https('a.test', '{credentialName: cert}')),
    finds: ['Gateway/g spec.servers[0].tls.credentialName'],
  },
  {
    code: 'PER0405',
    fact: 'takes both pairs, and a Secret whose keys are not shown',
    yaml:
      ingress +
      secret('a', 'data: {tls.crt: eA==, tls.key: eA==}') +
      secret('b', 'stringData: {cert: x, key: x, cacert: x}') +
      secret('c') +
      gateway('g', https('a.test', '{credentialName: a}')) +
      gateway('h', https('b.test', '{credentialName: b}')) +
      gateway('i', https('c.test', '{credentialName: c}')),
    finds: [],
  },
  {
    code: 'PER0406',
    fact: 'finds one certificate in two Gateways',
    yaml:
      gateway('g', https('a.test', '{credentialName: cert}')) +
      gateway('h', https('b.test', '{credentialName: cert}')),
    finds: ['Gateway/g spec.servers[0].tls', 'Gateway/h spec.servers[0].tls'],
  },
  {
    code: 'PER0406',
    fact: 'takes other certificates and other workloads',
    yaml:
      gateway('g', https('a.test', '{credentialName: cert}')) +
      gateway('h', https('b.test', '{credentialName: other}')) +
      gateway('i', https('c.test', '{credentialName: cert}'), 'inner'),
    finds: [],
  },
];
