import { describe, expect, it } from 'vitest';
import { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import { complete } from './complete';
import { formatYaml } from './format';
import { hover } from './hover';
import { outlineOf, pathAround } from './outline';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: {name: bookinfo}
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: bookinfo}
spec: {selector: {app: reviews}, ports: [{port: 9080, name: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: bookinfo}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}, spec: {serviceAccountName: bookinfo-reviews}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, servers: []}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v3, labels: {version: v3}}]}
`;
const mesh = new MeshIndex(objectsOf(MESH));
const id = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' };
const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
`;

/** `|` is the cursor. */
function at(text: string) {
  const offset = text.indexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

function labels(marked: string, of = id): readonly string[] {
  const { text, offset } = at(marked);
  return complete(text, offset, { mesh, id: of })?.suggestions.map(({ label }) => label) ?? [];
}

describe('complete', () => {
  it('offers fields that are not there yet, in a text that is broken by what is being typed', () => {
    const found = labels(`${HEAD}spec:\n  hosts: [reviews]\n  ht|\n  tcp: []\n`);
    expect(found).toContain('http');
    expect(found).not.toContain('hosts');
    expect(found).not.toContain('tcp');
  });

  it('puts required fields first and inserts them with what they need', () => {
    const { text, offset } = at(`${HEAD}spec:\n  hosts: [reviews]\n  http:\n  - route:\n    - |\n`);
    const [first] = complete(text, offset, { mesh, id })?.suggestions ?? [];
    expect(first).toMatchObject({ label: 'destination', detail: 'required' });
    expect(first?.template).toBe('destination:\n    host: #{}');
  });

  it('begins a list with its dash', () => {
    expect(labels(`${HEAD}spec:\n  http:\n    |\n`)).toContain('- route');
    expect(labels(`${HEAD}spec:\n  gateways:\n    |\n`)).toEqual(['- mesh', '- istio-system/public']);
  });

  it('offers hosts, the near ones by their short name', () => {
    const found = labels(`${HEAD}spec:\n  http:\n  - route:\n    - destination:\n        host: |\n`);
    expect(found).toEqual(['reviews', 'cart.shop.svc.cluster.local', 'reviews.bookinfo.svc.cluster.local']);
  });

  it('offers the subsets of the host beside it, also in braces', () => {
    expect(
      labels(`${HEAD}spec:\n  http:\n  - route:\n    - destination: {host: reviews, subset: |}\n`),
    ).toEqual(['v1', 'v3']);
    expect(
      labels(
        `${HEAD}spec:\n  http:\n  - route:\n    - destination:\n        subset: |\n        host: cart.shop\n`,
      ),
    ).toEqual([]);
  });

  it('offers ports of the service, labels and their values of pods behind it', () => {
    expect(
      labels(
        `${HEAD}spec:\n  http:\n  - route:\n    - destination:\n        host: reviews\n        port:\n          number: |\n`,
      ),
    ).toEqual(['9080']);
    const rule = HEAD.replace('VirtualService', 'DestinationRule');
    expect(labels(`${rule}spec:\n  host: reviews\n  subsets:\n  - name: v1\n    labels:\n      |\n`)).toEqual(
      ['app', 'version'],
    );
    expect(
      labels(`${rule}spec:\n  host: reviews\n  subsets:\n  - name: v1\n    labels:\n      version: |\n`),
    ).toEqual(['v1']);
  });

  it('offers allowed values, and identities of accounts', () => {
    const policy = `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x, namespace: bookinfo}\n`;
    expect(labels(`${policy}spec:\n  mtls:\n    mode: |\n`)).toContain('STRICT');
    const authorization = policy.replace('PeerAuthentication', 'AuthorizationPolicy');
    expect(
      labels(`${authorization}spec:\n  rules:\n  - from:\n    - source:\n        principals: ["|"]\n`),
    ).toEqual(['cluster.local/ns/bookinfo/sa/bookinfo-reviews']);
  });

  it('is silent in comments and in blocks of text', () => {
    expect(labels(`${HEAD}spec:\n  # ho|\n`)).toEqual([]);
    expect(labels(`${HEAD}metadata:\n  annotations:\n    note: |-\n`.replace('|-', '>-\n      te|'))).toEqual(
      [],
    );
  });
});

describe('hover', () => {
  it('tells a field, and what a name refers to', () => {
    const { text, offset } = at(
      `${HEAD}spec:\n  http:\n  - route:\n    - destination:\n        host: rev|iews\n        subset: v9\n`,
    );
    const answer = hover(text, offset, { mesh, id });
    expect(answer?.title).toBe('spec.http[0].route[0].destination.host');
    expect(answer?.reference).toEqual({
      id: { group: '', kind: 'Service', namespace: 'bookinfo', name: 'reviews' },
      exists: true,
    });
    const subset = hover(text, text.indexOf('v9'), { mesh, id });
    expect(subset?.reference).toMatchObject({ exists: false, id: { kind: 'DestinationRule' } });
    expect(subset?.default).toBe('all pods of the service');
  });

  it('lists the allowed values with their meaning', () => {
    const text = `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x}\nspec:\n  mtls:\n    mode: STRICT\n`;
    const values = hover(text, text.indexOf('mode'), { mesh, id })?.values ?? [];
    expect(values.find(({ value }) => value === 'STRICT')?.meaning).not.toBe('');
  });
});

describe('outlineOf', () => {
  it('knows the path around the cursor, whatever is broken elsewhere', () => {
    const { text, offset } = at(`${HEAD}spec:\n  http:\n  - name: a\n    timeout: 1s|\n  - name: b\n  bro\n`);
    expect(pathAround(outlineOf(text), offset)).toEqual(['spec', 'http', 0, 'timeout']);
    expect(pathAround(outlineOf(text), text.indexOf('bro') + 2)).toEqual(['spec', 'bro']);
    expect(outlineOf(text).find(({ path }) => path.join() === 'spec,http,1')).toMatchObject({ hint: 'b' });
  });
});

describe('formatYaml', () => {
  it('evens the indentation, and keeps comments, quotes and order', () => {
    const text = `# top\napiVersion: v1\nkind:   Service # of the shop\nmetadata:\n      name: "cart"\n      labels: { app: cart }\n\nspec:\n  ports:\n  -   port: 80\n      name: 'http'\n`;
    expect(formatYaml(text)).toBe(
      `# top\napiVersion: v1\nkind: Service # of the shop\nmetadata:\n  name: "cart"\n  labels: {app: cart}\n\nspec:\n  ports:\n  - port: 80\n    name: 'http'\n`,
    );
  });

  it('keeps several documents apart, and refuses what it cannot read', () => {
    expect(formatYaml('a: 1\n---\nb:   2\n')).toBe('a: 1\n---\nb: 2\n');
    expect(formatYaml('a: [1\n')).toBeNull();
  });
});
