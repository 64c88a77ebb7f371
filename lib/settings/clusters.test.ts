import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mistakeLines, readSettings } from './read-settings';
import { settingsFileMistake } from './refuse-broken';

const folder = mkdtempSync(join(tmpdir(), 'periplus-clusters-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mistakesOf(list: string): readonly string[] {
  const reading = readSettings(`clusters:\n${list}`);
  return reading.kind === 'mistakes' ? mistakeLines(reading.mistakes) : [];
}

it('takes the cluster of PERIPLUS_KUBERNETES by its name, and others by kubeconfigs', () => {
  expect(
    mistakesOf(
      '  - name: east\n  - {name: west, kubeconfig: /a, context: admin, namespaces: [shop], acceptsTokens: true}\n',
    ),
  ).toEqual([]);
});

it.each([
  ['  - name: east\n', /needs no list/],
  [
    '  - {name: east, kubeconfig: /a}\n  - {name: west, kubeconfig: /b}\n',
    /one entry has to be the cluster of PERIPLUS_KUBERNETES/,
  ],
  ['  - name: east\n  - name: west\n', /clusters\[1\].*only the cluster of PERIPLUS_KUBERNETES goes without/],
  ['  - name: east\n  - {name: east, kubeconfig: /a}\n', /clusters\[1\].name: .*there already/],
  ['  - name: east\n  - {name: "a b", kubeconfig: /a}\n', /clusters\[1\].name: .*no name of a cluster/],
  [
    '  - name: east\n    context: x\n  - {name: b, kubeconfig: /a}\n',
    /clusters\[0\].context: .*no use without kubeconfig/,
  ],
  [
    '  - {name: east, acceptsTokens: false}\n  - {name: b, kubeconfig: /a}\n',
    /users sign in at this cluster/,
  ],
  ['  - name: east\n  - {name: b, kubeconfig: /a, token: x}\n', /clusters\[1\].*token/],
])('refuses %j in words', (list, message) => {
  expect(mistakesOf(list).join('\n')).toMatch(message);
});

it('refuses the start where a kubeconfig cannot be read, or there is no first cluster', () => {
  const file = join(folder, 'settings.yaml');
  const kubeconfig = join(folder, 'west.yaml');
  writeFileSync(file, `clusters:\n  - name: east\n  - {name: west, kubeconfig: ${kubeconfig}}\n`);
  expect(settingsFileMistake(file, { hasCluster: true })?.message).toContain(
    `west: its kubeconfig ${kubeconfig}`,
  );
  writeFileSync(kubeconfig, 'kind: Config\n');
  expect(settingsFileMistake(file, { hasCluster: true })).toBeNull();
  expect(settingsFileMistake(file, { hasCluster: false })?.message).toContain('PERIPLUS_KUBERNETES');
});
