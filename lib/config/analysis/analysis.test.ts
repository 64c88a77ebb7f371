import { describe, expect, it } from 'vitest';
import { objectName } from '@/lib/config/identity';
import { applyEdits } from '@/lib/config/yaml/problem';
import { Analysis, analyze } from './analysis';
import { textFixOf } from './apply-fix';
import type { Check } from './check';
import { facet } from './facets';
import type { FixStep } from './finding';
import { lookUpHost } from './hosts';
import { MeshIndex } from './mesh-index';
import { findingProblem, parsedText } from './place';
import { podsWith } from './pods';
import { objectsOf } from './read-objects';
import { virtualServiceDestinations } from './readings';

const MESH = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{port: 80, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: shop}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: {host: reviews}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ratings, namespace: bank}
spec:
  hosts: [ratings]
  http:
    - route:
        - destination:
            host: ratings # not there
`;

const missingHost: Check = {
  code: 'PER9999',
  title: 'Missing host',
  condition: '',
  severity: 'error',
  ist: ['IST0101'],
  kia: ['KIA1101'],
  kinds: ['networking.istio.io/VirtualService'],
  fix: null,
  *run(object, mesh) {
    for (const { destination, path } of virtualServiceDestinations(object)) {
      const host = `${destination.host}.${object.id.namespace}.svc.cluster.local`;
      const found = lookUpHost(mesh, host, object.id.namespace ?? '');
      if (found.kind === 'missing') yield { path: [...path, 'host'], message: `There is no ${host}.` };
    }
  },
};
const options = { checks: [missingHost] };

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: ratings, namespace: bank}
spec: {ports: [{port: 80, name: http}]}
`;

describe('Analysis', () => {
  it('finds at the object, the path and the line', () => {
    const objects = objectsOf(MESH);
    const [finding, ...more] = analyze(objects, options);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'PER9999', severity: 'error', suppressed: null });
    const text = objects.find(({ id }) => id.name === 'ratings')?.text ?? '';
    const problem = findingProblem(finding!, parsedText(text)!);
    expect(text.slice(problem.from, problem.to)).toBe('ratings');
    expect(text.split('\n')[problem.line - 1]).toContain('# not there');
  });

  it('looks again only at what depends on the change', () => {
    const analysis = new Analysis(objectsOf(MESH), options);
    const again = analysis.update(objectsOf(SERVICE));
    expect(again.map(objectName)).toEqual(['Service ratings in bank', 'VirtualService ratings in bank']);
    expect(analysis.findings()).toEqual([]);
    const id = { group: '', kind: 'Service', namespace: 'shop', name: 'reviews' };
    expect(analysis.update([], [id]).map(objectName)).toEqual(['VirtualService reviews in shop']);
    expect(analysis.findings().map(({ id }) => id.name)).toEqual(['reviews']);
  });

  it('says the same as a fresh analysis after every edit', () => {
    const analysis = new Analysis([], options);
    const all = [...objectsOf(MESH), ...objectsOf(SERVICE)];
    all.forEach((object, index) => {
      analysis.update([object]);
      expect(analysis.findings()).toEqual(analyze(all.slice(0, index + 1), options));
    });
  });

  it('keeps one broken check from taking the others with it', () => {
    const broken: Check = {
      ...missingHost,
      code: 'PER9998',
      run() {
        throw new TypeError('oops');
      },
    };
    const findings = analyze(objectsOf(MESH), { checks: [broken, missingHost] });
    expect(findings.map(({ code }) => code)).toEqual(['PER0100', 'PER0100', 'PER9999']);
    expect(findings[0]?.message).toContain('PER9998 failed on this object (oops)');
  });
});

describe('suppression', () => {
  const annotated = (annotation: string) =>
    objectsOf(
      MESH.replace(
        '{name: ratings, namespace: bank}',
        `{name: ratings, namespace: bank, annotations: {${annotation}}}`,
      ),
    );

  it.each([
    'galley.istio.io/analyze-suppress: "IST0101,IST0109"',
    'galley.istio.io/analyze-suppress: "*"',
    'kiali.io/ignore-validations: KIA1101',
    'periplus.io/ignore: per9999',
  ])('marks findings by the annotation %s', (annotation) => {
    const [finding] = analyze(annotated(annotation), options);
    expect(finding?.suppressed).toEqual({ by: 'annotation', where: annotation.split(':')[0] });
  });

  it('does not take another code or another annotation', () => {
    expect(analyze(annotated('kiali.io/ignore-validations: KIA1102'), options)[0]?.suppressed).toBeNull();
    expect(analyze(annotated('example.com/ignore: "*"'), options)[0]?.suppressed).toBeNull();
  });

  it.each([
    [{ code: 'PER99*' }, true],
    [{ kind: 'VirtualService', namespace: 'ba*', name: 'rating?' }, true],
    [{ namespace: 'shop' }, false],
    [{ code: 'IST0101', name: 'rating' }, false],
  ])('follows the settings %j', (rule, isSuppressed) => {
    const [finding] = analyze(objectsOf(MESH), { ...options, suppress: [rule] });
    expect(finding?.suppressed).toEqual(isSuppressed ? { by: 'setting', where: 'suppress[0]' } : null);
  });
});

describe('MeshIndex', () => {
  it('knows what it is complete in by what is there, or as it is told', () => {
    expect(new MeshIndex(objectsOf(MESH)).known).toMatchObject({ services: true, namespaces: false });
    expect(new MeshIndex([], { known: { services: true } }).known.services).toBe(true);
  });

  it('notes the keys that are read', () => {
    const mesh = new MeshIndex(objectsOf(MESH));
    mesh.watch();
    expect(podsWith(mesh, 'shop', { app: 'reviews', version: 'v1' })).toHaveLength(1);
    expect(podsWith(mesh, 'bank', { app: 'reviews' })).toHaveLength(0);
    expect(mesh.reads()).toContain(facet.podsLabelled('shop', 'app', 'reviews'));
    expect(mesh.reads()).toContain(facet.podsLabelled('bank', 'app', 'reviews'));
  });
});

describe('textFixOf', () => {
  const text = `metadata:
  name: a
spec:
  # the first
  http:
    - name: one # keep
      timeout: 1s
    - name: two
  weight: 80
`;
  const fixed = (step: FixStep) => {
    const fix = textFixOf(parsedText(text)!, { label: 'x', steps: [step] });
    return fix === null ? null : applyEdits(text, fix.edits);
  };

  it('replaces, renames, adds and removes with comments kept', () => {
    expect(fixed({ kind: 'replace', path: ['spec', 'weight'], value: '100' })).toBe(
      text.replace('80', '100'),
    );
    expect(fixed({ kind: 'rename', path: ['spec', 'weight'], name: 'share' })).toBe(
      text.replace('weight', 'share'),
    );
    expect(fixed({ kind: 'add', path: ['spec'], key: 'x', value: '{}' })).toBe(`${text}  x: {}\n`);
    expect(fixed({ kind: 'add', path: ['metadata', 'labels'], key: 'x', value: 'y' })).toBe(
      text.replace('name: a\n', 'name: a\n  labels:\n    x: y\n'),
    );
    expect(fixed({ kind: 'remove', path: ['spec', 'weight'] })).toBe(text.replace('  weight: 80\n', ''));
    expect(fixed({ kind: 'remove', path: ['spec', 'http', 1] })).toBe(text.replace('    - name: two\n', ''));
  });

  it('moves a list entry with its lines', () => {
    expect(fixed({ kind: 'reorder', path: ['spec', 'http'], from: 1, to: 0 })).toBe(
      text.replace('    - name: two\n', '').replace('    - name: one', '    - name: two\n    - name: one'),
    );
  });

  it('has no edit where the text has no such place', () => {
    expect(fixed({ kind: 'replace', path: ['spec', 'none'], value: '1' })).toBeNull();
  });
});
