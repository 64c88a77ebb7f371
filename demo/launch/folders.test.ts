import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { demoFolders, prepareFolders } from './folders';

const repository = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');
const root = mkdtempSync(join(tmpdir(), 'periplus-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the demo’s folders', () => {
  const folders = demoFolders(repository, { NODE_ENV: 'test', PERIPLUS_DEMO_FOLDER: root });
  const legacy = join(folders.manifests, 'legacy.yaml');

  it('are in an ignored place unless another one is named', () => {
    expect(demoFolders(repository, { NODE_ENV: 'test' }).root).toBe(join(repository, '.periplus', 'demo'));
    expect(folders.root).toBe(root);
  });

  it('get a working copy of the configuration, in which edits last', () => {
    prepareFolders(folders, repository, false);
    expect(readdirSync(folders.manifests)).toEqual(readdirSync(join(repository, 'demo', 'manifests')));
    writeFileSync(legacy, '# emptied\n');
    prepareFolders(folders, repository, false);
    expect(readFileSync(legacy, 'utf8')).toBe('# emptied\n');
  });

  it('start over when asked to, with the shipped configuration and no data', () => {
    mkdirSync(folders.prometheus, { recursive: true });
    writeFileSync(folders.historyFile, '{}');
    prepareFolders(folders, repository, true);
    expect(readFileSync(legacy, 'utf8')).toBe(
      readFileSync(join(repository, 'demo/manifests/legacy.yaml'), 'utf8'),
    );
    expect(existsSync(folders.prometheus)).toBe(false);
    expect(existsSync(folders.historyFile)).toBe(false);
  });
});
