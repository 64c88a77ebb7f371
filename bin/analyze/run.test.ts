import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run';

const GOOD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}]}
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{port: 80, name: http}]}
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-analyze-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(path.join(folder, name), text);

function analyze(...words: string[]) {
  return run(['analyze', ...words], {
    folder,
    version: '1.2.3',
    colors: false,
    standardInput: async () => GOOD.replace('subset: v1', 'subset: v9'),
  });
}

describe('periplus analyze', () => {
  it('finds nothing in good files and says what it assumed', async () => {
    await put('a.yaml', GOOD);
    const { status, output, errors } = await analyze('.');
    expect(errors).toBe('');
    expect(output).toContain('No MeshConfig was found');
    expect(output).toMatch(/0 errors, 0 warnings, 0 hints in 3 objects of 1 file\.\n$/);
    expect(status).toBe(0);
  });

  it('looks at all files as one mesh, and names file, line and column', async () => {
    const [route = '', rule = '', service = ''] = GOOD.split('---\n');
    await mkdir(path.join(folder, 'more'));
    await put('a.yaml', `# routes\n${route.replace('subset: v1', 'subset: v9')}`);
    await put('more/b.yml', `${rule}---\n${service}`);
    const { status, output } = await analyze('.');
    expect(status).toBe(1);
    expect(output).toMatch(
      /^a\.yaml\n {2}5:80 {2}error {4}PER0205 {2}VirtualService reviews in shop: No subset v9/,
    );
    const json = JSON.parse((await analyze('-o', 'json', 'a.yaml', 'more')).output);
    expect(json).toMatchObject({ files: 2, objects: 3 });
    expect(json.problems[0]).toMatchObject({ file: 'a.yaml', line: 5, column: 80, code: 'PER0205' });
  });

  it('reads standard input, and the settings of the mesh from a file', async () => {
    await put('mesh.yaml', 'rootNamespace: mesh-root\n');
    const { status, output } = await analyze('--mesh-config', 'mesh.yaml', '-');
    expect(status).toBe(1);
    expect(output).toContain('<stdin>');
    expect(output).toContain('MeshConfig from mesh.yaml');
  });

  it('writes SARIF that names rules, places and suppressions', async () => {
    await put('a b.yaml', GOOD.replace('subset: v1', 'subset: v9'));
    const { output, status } = await analyze('--output=sarif', '--ignore', 'IST0101', '.');
    expect(status).toBe(0);
    const [sarifRun] = JSON.parse(output).runs;
    expect(sarifRun.tool.driver).toMatchObject({ name: 'periplus', version: '1.2.3' });
    expect(sarifRun.tool.driver.rules).toContainEqual(expect.objectContaining({ id: 'PER0205' }));
    expect(sarifRun.results[0]).toMatchObject({
      ruleId: 'PER0205',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.yaml' },
            region: { startLine: 4, startColumn: 80 },
          },
        },
      ],
      suppressions: [{ kind: 'external', justification: '--ignore' }],
    });
  });

  it.each([
    [['--fail-on', 'error'], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'warning', '--ignore', 'PER*'], 0],
  ])('with %j ends with %i on a warning', async (words, status) => {
    await put('a.yaml', GOOD.replace('{host: reviews, subset: v1}', '{host: nowhere.example.com}'));
    expect((await analyze(...words, '.')).status).toBe(status);
  });

  it('reads the documents beside a broken one and says where it is broken', async () => {
    await put('a.yaml', `${GOOD}---\nkind: X\n\tbroken: 1\n---\n# not ours\nreplicaCount: 3\n`);
    const { output, status } = await analyze('a.yaml');
    expect(status).toBe(1);
    expect(output).toMatch(/17:1 +error {4}PER0002 /);
    expect(output).toMatch(/info {5}PER0007 {2}This document is no Kubernetes object/);
    expect(output).toContain('in 3 objects of 1 file');
  });

  it('names a second definition of the same object', async () => {
    await put('a.yaml', GOOD);
    await put('b.yaml', GOOD.split('---\n')[0] ?? '');
    const { output } = await analyze('.');
    expect(output).toContain('PER0991  VirtualService reviews in shop: It stands already in a.yaml, line 1');
  });

  it('names the places of mistakes and findings inside a List', async () => {
    const [route = '', ...others] = GOOD.replace('subset: v1', 'subset: v9').split('---\n');
    const item = (text: string) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
    const wrong = route.replace('hosts:', 'hots:');
    await put('a.yaml', `apiVersion: v1\nkind: List\nitems:\n${[wrong, ...others].map(item).join('')}`);
    const { output } = await analyze('.');
    expect(output).toMatch(/7:10 +error +PER0010 /);
    await put('a.yaml', `apiVersion: v1\nkind: List\nitems:\n${[route, ...others].map(item).join('')}`);
    expect((await analyze('.')).output).toMatch(/7:82 +error +PER0205 /);
  });

  it('explains codes of ours, Istio’s and Kiali’s, and lists all', async () => {
    const explained = await analyze('--explain', 'kia1107');
    expect(explained.output).toContain('PER0205');
    expect(explained.output).toContain('IST0101');
    expect((await analyze('--list-codes')).output).toMatch(/^PER0001 /);
    expect(await analyze('--explain', 'PER9999')).toMatchObject({ status: 2, output: '' });
  });

  it.each([
    [['analyze']],
    [['analyse', '.']],
    [['analyze', '--frob', '.']],
    [['analyze', '-o', 'xml', '.']],
    [['analyze', '--fail-on', 'all', '.']],
  ])('refuses the words %j with the usage', async (words) => {
    const result = await run(words, { folder, version: '', colors: false, standardInput: async () => '' });
    expect(result.status).toBe(2);
    expect(result.errors).toContain('Usage: periplus analyze');
  });

  it('ends with 2 when a path cannot be read, and still reports the rest', async () => {
    await put('a.yaml', GOOD);
    const { status, output, errors } = await analyze('a.yaml', 'none.yaml');
    expect(status).toBe(2);
    expect(errors).toBe('none.yaml cannot be read (ENOENT).\n');
    expect(output).toContain('3 objects of 1 file');
  });
});

describe('the demo’s own configuration', () => {
  it('has no error', async () => {
    const words = ['analyze', '-o', 'json', 'demo/manifests'];
    const { output, status } = await run(words, {
      folder: process.cwd(),
      version: '',
      colors: false,
      standardInput: async () => '',
    });
    const errors = JSON.parse(output).problems.filter(
      (one: { severity: string }) => one.severity === 'error',
    );
    expect(errors).toEqual([]);
    expect(status).toBe(0);
  });
});
