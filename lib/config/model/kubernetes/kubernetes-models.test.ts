import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { modelOf } from '@/lib/config/model/models';
import { storedObjects } from '@/lib/config/stored-objects';

const FOLDER = path.join(process.cwd(), 'demo', 'manifests');
const KINDS = [
  '/Namespace',
  '/Service',
  '/Endpoints',
  '/Pod',
  '/ServiceAccount',
  '/ConfigMap',
  '/Secret',
  'discovery.k8s.io/EndpointSlice',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
];

describe('models of Kubernetes’ own kinds', () => {
  it.each(KINDS)('knows %s', (key) => {
    const [group = '', kind = ''] = key.split('/');
    expect(modelOf(group, kind)).not.toBeNull();
  });

  it('finds no mistake in the demo’s own objects', () => {
    const objects = readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => storedObjects(readFileSync(path.join(FOLDER, file), 'utf8'), file, () => '').placed)
      .map(({ object }) => object)
      .filter(({ id }) => KINDS.includes(`${id.group}/${id.kind}`));
    expect(objects.length).toBeGreaterThan(20);
    for (const { text, id } of objects) {
      expect([id, checkText(text).problems.filter(({ severity }) => severity === 'error')]).toEqual([id, []]);
    }
  });

  it('accepts fields that it does not read', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: a, uid: x}\nspec:\n  sessionAffinity: None\n  ports: [{port: 80, targetPort: web}, {port: 81, targetPort: 8081}]\n';
    expect(checkText(text).problems).toEqual([]);
  });

  it.each([
    ['ports: [{port: "80"}]', 'port must be a number, this is text.'],
    ['ports: [{port: 0}]', 'port must be at least 1.'],
    ['type: Clusterip', 'did you mean ClusterIP?'],
    ['selector: {app: 1}', 'must be text'],
  ])('refuses a Service with %s', (line, message) => {
    const text = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ${line}\n`;
    expect(checkText(text).problems[0]).toMatchObject({ line: 5, message: expect.stringContaining(message) });
  });
});
