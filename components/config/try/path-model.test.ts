import { expect, it } from 'vitest';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import { storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import { simulateRequest } from '@/lib/config/simulation/answer/simulate-request';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { requestSchema } from '@/lib/config/simulation/request-contract';
import { pathModel } from './path-model';
import { groupedReasons } from './reasons-view';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart, version: v1 } }, spec: {} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: front, namespace: shop }
spec: { template: { metadata: { labels: { app: front } }, spec: {} } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, subsets: [{ name: v1, labels: { version: v1 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match: [{ uri: { prefix: /old } }]
      redirect: { uri: /new }
    - fault: { delay: { fixedDelay: 2s, percentage: { value: 50 } } }
      route: [{ destination: { host: cart, subset: v1 } }]
`;

function answerTo(path: string): SimulationAnswer {
  const from = { kind: 'workload', namespace: 'shop', name: 'front' };
  const request = requestSchema.parse({ from, to: 'cart', port: 80, path });
  return simulateRequest(storedMesh(objectsOf(MESH)), request) as SimulationAnswer;
}

it('tells the way as cards, from the caller to the pods', () => {
  const path = pathModel(answerTo('/new'));
  expect(path.cards.map(({ title }) => title)).toEqual([
    'front',
    'cart',
    'cart',
    'Rule 2 of 2',
    'Fault: delay',
  ]);
  expect(path.cards.find(({ key }) => key === 'rule')).toMatchObject({ tone: 'chosen', place: { line: 9 } });
  expect(path.notTaken.map(({ text }) => text)[0]).toMatch(/^Rule 1 does not take it/);
  expect(path.branches.map(({ share, label }) => [share, label])).toEqual([[1, 'cart v1']]);
  expect(path.branches[0]?.cards.map(({ title }) => title)).toEqual(['cart v1', 'mTLS', 'May call', '1 pod']);
});

it('ends where the proxy answers by itself', () => {
  const path = pathModel(answerTo('/old/1'));
  expect(path.cards.at(-1)).toMatchObject({ title: 'Redirect 301', text: 'http://cart/new' });
  expect(path.branches).toEqual([]);
});

it('puts what was passed over under what was chosen in its stead', () => {
  const reasons = groupedReasons(answerTo('/new').route.steps);
  const rule = reasons.find(({ step }) => step?.text.startsWith('Rule 2'));
  expect(rule?.passedOver.map(({ text }) => text.slice(0, 6))).toEqual(['Rule 1']);
});
