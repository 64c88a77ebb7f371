import { describe, expect, it } from 'vitest';
import { objectsOf } from './analysis/read-objects';
import { assess } from './assess';
import { DraftDesk } from './draft-desk';
import { liveAnalysis } from './live-analysis';
import { meshAnswer } from './mesh-answer/load';
import { DEFAULT_MESH_CONFIG } from './mesh-config/mesh-config';
import type { ConfigStore } from './store';

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http:
  - route:
    - destination: {host: reviews, subset: v1}
`;
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec:
  host: reviews
  subsets:
  - {name: v1, labels: {version: v1}}
`;
const MESH = `${ROUTE}---
${RULE}---
apiVersion: v1
kind: Namespace
metadata: {name: bookinfo}
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: bookinfo}
spec: {selector: {app: reviews}, ports: [{port: 9080, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: bookinfo}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}}}
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: bookinfo, managedFields: [{manager: x}]}
data: {tls.key: c2VjcmV0}
`;
const objects = objectsOf(MESH);
const answer = meshAnswer(objects, DEFAULT_MESH_CONFIG, []);
const rule = {
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  namespace: 'bookinfo',
  name: 'reviews',
};

function desk() {
  const own = new DraftDesk(rule);
  own.follow(answer);
  return own;
}

describe('meshAnswer', () => {
  it('leaves texts, secrets and what a cluster adds out', () => {
    const written = JSON.stringify(answer);
    expect(written).not.toContain('c2VjcmV0');
    expect(written).not.toContain('managedFields');
    expect(written).toContain('tls.key');
    expect(written).not.toContain('\\n');
  });
});

describe('DraftDesk', () => {
  it('tells at each keystroke what appears and goes in other objects', () => {
    const own = desk();
    expect(own.check(RULE).elsewhere).toEqual([]);
    const renamed = own.check(RULE.replace('name: v1', 'name: v2'));
    expect(renamed.elsewhere?.map(({ change, id }) => [change, id.kind])).toEqual([
      ['appeared', 'VirtualService'],
    ]);
    expect(own.check(RULE).elsewhere).toEqual([]);
  });

  it('says what the server says', () => {
    const text = RULE.replace('host: reviews', 'host: revews');
    const live = liveAnalysis({} as ConfigStore);
    live.follow(objects, []);
    const said = assess(live, { objects, unreadable: [] }, rule, text);
    const here = desk().check(text);
    const by = ({ code, message }: { code: string; message: string }) => `${code} ${message}`;
    expect(here.problems).toEqual(said.problems);
    expect(here.elsewhere?.map(by).sort()).toEqual(said.elsewhere.map(by).sort());
    expect(here.problems.length).toBeGreaterThan(0);
  });

  it('keeps its word about a text that does not parse, and before the mesh is there', () => {
    expect(desk().check('a: [').elsewhere).toBeNull();
    const early = new DraftDesk(rule);
    expect(early.check(RULE)).toMatchObject({ elsewhere: null, parses: true, problems: [] });
  });

  it('follows what others save meanwhile', () => {
    const own = desk();
    const text = RULE.replace('name: v1', 'name: v2');
    expect(own.check(text).elsewhere).toHaveLength(1);
    const withoutRoute = objects.filter(({ id }) => id.kind !== 'VirtualService');
    own.follow(meshAnswer(withoutRoute, DEFAULT_MESH_CONFIG, []));
    expect(own.check(text).elsewhere).toEqual([]);
  });
});
