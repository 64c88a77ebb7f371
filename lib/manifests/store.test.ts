/** Everything that the folder of YAML does as a store, long on purpose: each part starts from the same folder and texts. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { HISTORY_FOLDER } from './revision-files';
import { createManifestStore } from './store';

/** Large texts are read in a thread, whose modules are compiled at its first start here. */
const THREAD_STARTS_WITHIN_MS = 60_000;

const REVIEWS: ObjectId = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'reviews',
};

function text(name: string, weight = 80, tail = ''): string {
  return `# routes of ${name}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: bookinfo
spec:
  hosts: [${name}]   # short
  http:
  - route:
    - destination: {host: ${name}}
      weight: ${weight}
${tail}`;
}

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

/** The superuser may write anywhere, so that right is given up for a moment. */
async function withoutRoot<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  return work().finally(() => {
    if (isRoot) process.seteuid?.(0);
  });
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-manifests-'));
});
// The record of changes is written behind the answers: its last line may come while the folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

const put = (name: string, content: string) => writeFile(path.join(folder, name), content);
const read = (name: string) => readFile(path.join(folder, name), 'utf8');
/** Without the record of revisions. */
const visible = async () => (await readdir(folder)).filter((name) => name !== HISTORY_FOLDER);
const open = (readOnly = false) => createManifestStore({ folder, readOnly });

describe('listing a folder', () => {
  it('finds every document of every file, below folders too', async () => {
    await put('a.yaml', `${text('reviews')}---\n${text('ratings')}`);
    await mkdir(path.join(folder, 'more'));
    await put('more/b.yml', text('details'));
    await put('notes.txt', 'no yaml');
    const { objects, unreadable } = await open().list();
    expect(objects.map(({ id, origin }) => [id.name, origin])).toEqual([
      ['reviews', 'a.yaml'],
      ['ratings', 'a.yaml'],
      ['details', 'more/b.yml'],
    ]);
    expect(unreadable).toEqual([]);
  });

  it('reports what it cannot read, with file and line, and shows the rest', async () => {
    await put('a.yaml', `${text('reviews')}---\nkind: X\n\tbroken: 1\n---\n${text('ratings')}`);
    await put('big.yaml', `a: ${'x'.repeat(1024 * 1024)}`);
    await writeFile(path.join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
    await put('twice.yaml', text('reviews', 1));
    await put('plain.yaml', 'just: data\n');
    const { objects, unreadable } = await open().list();
    expect(objects.map(({ id }) => id.name)).toEqual(['reviews', 'ratings']);
    expect(unreadable).toEqual([
      { origin: 'a.yaml', line: 15, message: expect.stringContaining('tab') },
      { origin: 'big.yaml', line: 1, message: expect.stringContaining('larger than 1 MB') },
      { origin: 'latin.yaml', line: null, message: 'The file is not UTF-8.' },
      { origin: 'plain.yaml', line: 1, message: expect.stringContaining('apiVersion is missing') },
      { origin: 'twice.yaml', line: 1, message: expect.stringContaining('stands already in a.yaml') },
    ]);
  });

  it(
    'reads a file of more than a megabyte document by document, and names the one that is too large',
    async () => {
      const many = Array.from({ length: 40 }, (_, at) => `${text(`rule-${at}`)}# ${'x'.repeat(32_000)}\n`);
      const large = `a: ${'x'.repeat(1024 * 1024)}\n`;
      await put('many.yaml', [...many, large, text('last')].join('---\n'));
      const { objects, unreadable } = await open().list();
      expect(objects.map(({ id }) => id.name)).toEqual([...many.map((_, at) => `rule-${at}`), 'last']);
      expect(unreadable).toEqual([
        { origin: 'many.yaml', line: expect.any(Number), message: 'The text is larger than 1 MB.' },
      ]);
      expect(unreadable[0]?.line).toBeGreaterThan(40);
    },
    THREAD_STARTS_WITHIN_MS,
  );

  it(
    'lets others have their turn while it reads a long file',
    async () => {
      const many = Array.from({ length: 40 }, (_, at) => `${text(`rule-${at}`)}# ${'x'.repeat(32_000)}\n`);
      await put('many.yaml', many.join('---\n'));
      let turns = 0;
      let isDone = false;
      const taking = () => {
        turns += 1;
        if (!isDone) setImmediate(taking);
      };
      setImmediate(taking);
      await open().list();
      isDone = true;
      // One for each slice of the file at least.
      expect(turns).toBeGreaterThan(30);
    },
    THREAD_STARTS_WITHIN_MS,
  );

  it('survives hostile documents, twice', async () => {
    await put('nested.yaml', '['.repeat(1000));
    await put('proto.yaml', `${text('reviews')}__proto__: { a: 1 }\n`);
    const store = open();
    for (const _ of [1, 2]) {
      expect((await store.list()).unreadable.map(({ message }) => message)).toEqual([
        expect.stringContaining('nested more than 64'),
        expect.stringContaining('__proto__'),
      ]);
    }
  });

  it('follows links inside the folder and none out of it', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'periplus-outside-'));
    await writeFile(path.join(outside, 'secret.yaml'), text('reviews'));
    await symlink(path.join(outside, 'secret.yaml'), path.join(folder, 'out.yaml'));
    await symlink(outside, path.join(folder, 'linked'));
    await mkdir(path.join(folder, '..data'));
    await put('..data/real.yaml', text('ratings'));
    await symlink('..data/real.yaml', path.join(folder, 'in.yaml'));
    const { objects, unreadable } = await open().list();
    expect(objects.map(({ id, origin }) => [id.name, origin])).toEqual([['ratings', 'in.yaml']]);
    expect(unreadable).toEqual([
      { origin: 'out.yaml', line: null, message: expect.stringContaining('out of the folder') },
    ]);
    await rm(outside, { recursive: true });
  });

  it('names the folder that is not there', async () => {
    const missing = createManifestStore({ folder: path.join(folder, 'none'), readOnly: false });
    expect(await fault(missing.list())).toMatchObject({ code: 'source-unreachable', source: 'manifests' });
  });

  it('hands out the same list while nothing changes, and another one when something does', async () => {
    await put('one.yaml', text('one'));
    const store = createManifestStore({ folder, readOnly: false });
    const { objects } = await store.list();
    expect((await store.list()).objects).toBe(objects);
    await put('two.yaml', text('two'));
    expect((await store.list()).objects).toHaveLength(2);
    expect(objects).toHaveLength(1);
  });

  it('sees a change made outside', async () => {
    await put('a.yaml', text('reviews', 80));
    const store = open();
    const before = await store.get(REVIEWS);
    await put('a.yaml', text('reviews', 7));
    const after = await store.get(REVIEWS);
    expect(after.version).not.toBe(before.version);
    expect(after.text).toContain('weight: 7');
  });
});

describe('saving', () => {
  it('replaces one document and keeps every other byte', async () => {
    const head = '# file head\n---\n';
    const other = `${text('ratings', 1, '# tail of ratings\n\n')}`;
    await put('a.yaml', `\uFEFF${head}${text('reviews')}---   # second\r\n${other}`);
    const store = open();
    const stored = await store.get(REVIEWS);
    const saved = await store.save(REVIEWS, text('reviews', 20).trimEnd(), stored.version);
    expect(await read('a.yaml')).toBe(`\uFEFF${head}${text('reviews', 20)}---   # second\r\n${other}`);
    expect(saved.text).toBe(text('reviews', 20));
    expect(saved.version).not.toBe(stored.version);
  });

  it('never changes the bytes of the other documents, whatever the file looks like', async () => {
    // A fixed generator (seed 7), so that a failure can be repeated.
    let state = 7;
    const next = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % limit;
    };
    const separators = ['---\n', '--- # next\n', '---\n# comment\n---\n', '...\n---\n', '---\r\n'];
    for (let round = 0; round < 60; round += 1) {
      const names = Array.from({ length: 2 + next(4) }, (_, n) => `svc${n}`);
      const target = next(names.length);
      const pieces = names.map((name) => text(name, next(100), ['', '# end\n', '\n\n'][next(3)]));
      const gaps = names.map((_, n) =>
        n === 0 ? (['', '---\n', '# head\n---\n'][next(3)] ?? '') : (separators[next(5)] ?? ''),
      );
      await put('m.yaml', names.map((_, n) => gaps[n] + (pieces[n] ?? '')).join(''));
      const store = open();
      const id = { ...REVIEWS, name: `svc${target}` };
      const replacement = text(id.name, 1000 + round);
      await store.save(id, replacement, (await store.get(id)).version);
      const expected = names
        .map((_, n) => gaps[n] + (n === target ? replacement : (pieces[n] ?? '')))
        .join('');
      expect(await read('m.yaml')).toBe(expected);
      await store.remove(id, (await store.get(id)).version);
      const left = await read('m.yaml');
      for (const [n, piece] of pieces.entries()) if (n !== target) expect(left).toContain(piece);
      expect((await store.list()).objects).toHaveLength(names.length - 1);
    }
  }, 30_000);

  it('leaves no temporary file behind and keeps the mode of the file', async () => {
    await put('a.yaml', text('reviews'));
    await chmod(path.join(folder, 'a.yaml'), 0o600);
    const store = open();
    await store.save(REVIEWS, text('reviews', 1), (await store.get(REVIEWS)).version);
    expect(await visible()).toEqual(['a.yaml']);
  });

  it('refuses a save over someone else’s change and hands back both texts', async () => {
    await put('a.yaml', text('reviews'));
    const store = open();
    const { version } = await store.get(REVIEWS);
    await store.save(REVIEWS, text('reviews', 1), version);
    const refused = await fault(store.save(REVIEWS, text('reviews', 2), version));
    expect(refused).toMatchObject({
      code: 'conflict',
      data: { theirs: { text: text('reviews', 1) }, yours: text('reviews', 2) },
    });
    expect(await read('a.yaml')).toBe(text('reviews', 1));
  });

  it('lets exactly one of many saves at once win', async () => {
    await put('a.yaml', text('reviews'));
    const store = open();
    const { version } = await store.get(REVIEWS);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => store.save(REVIEWS, text('reviews', n), version)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await read('a.yaml')).toBe(text('reviews', 0));
  });

  it('says so when the object was deleted meanwhile', async () => {
    await put('a.yaml', text('reviews'));
    const store = open();
    const { version } = await store.get(REVIEWS);
    await rm(path.join(folder, 'a.yaml'));
    expect(await fault(store.save(REVIEWS, text('reviews', 2), version))).toMatchObject({
      code: 'conflict',
      data: { theirs: null },
    });
  });

  it('creates a file named for the object, and refuses when it exists', async () => {
    const store = open();
    await store.save(REVIEWS, text('reviews'), null);
    expect(await visible()).toEqual(['bookinfo-virtualservice-reviews.yaml']);
    expect(await fault(store.save(REVIEWS, text('reviews', 2), null))).toMatchObject({ code: 'conflict' });
  });

  it('never writes over a file that only has the name', async () => {
    await put('bookinfo-virtualservice-reviews.yaml', text('other'));
    const store = open();
    await store.save(REVIEWS, text('reviews'), null);
    expect(await read('bookinfo-virtualservice-reviews.yaml')).toBe(text('other'));
    expect(await read('bookinfo-virtualservice-reviews-2.yaml')).toBe(text('reviews'));
  });

  it.each([
    ['../evil', 'bookinfo'],
    ['a/../../evil', 'bookinfo'],
    ['evil', '../..'],
    ['.', 'bookinfo'],
  ])('refuses the name %j in %j', async (name, namespace) => {
    const id = { ...REVIEWS, name, namespace };
    const hostile = text('x')
      .replace('name: x', `name: "${name}"`)
      .replace('namespace: bookinfo', `namespace: "${namespace}"`);
    expect((await fault(open().save(id, hostile, null))).code).toBe('invalid-object');
    expect(await visible()).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    ['# only a comment\n', 'empty'],
    [`${text('reviews')}---\n${text('ratings')}`, 'more than one document'],
    [text('reviews').replace('  name', '\tname'), 'cannot be read'],
    [text('reviews').replace('kind:', 'kind: A\nkind:'), 'cannot be read'],
    [text('ratings'), 'is about VirtualService ratings'],
  ])('refuses the text %j', async (typed, why) => {
    await put('a.yaml', text('reviews'));
    const store = open();
    const refused = await fault(store.save(REVIEWS, typed, (await store.get(REVIEWS)).version));
    expect(refused.code).toBe('invalid-object');
    expect(refused.message).toContain(why);
    expect(await read('a.yaml')).toBe(text('reviews'));
  });

  it('finds a name for an object whose own is as long as names may be', async () => {
    const store = open();
    const names = ['a', 'b'].map((end) => `${'x'.repeat(252)}${end}`);
    for (const name of names) await store.save({ ...REVIEWS, name }, text(name), null);
    const { objects } = await store.list();
    expect(objects.map(({ id }) => id.name).sort()).toEqual(names);
  });

  it('says what to do when the folder may not be written', async () => {
    await put('a.yaml', text('reviews'));
    await chmod(folder, 0o555);
    const store = open();
    const { version } = await store.get(REVIEWS);
    const refused = await withoutRoot(() => fault(store.save(REVIEWS, text('reviews', 1), version)));
    await chmod(folder, 0o755);
    expect(refused).toMatchObject({ code: 'read-only', hint: expect.stringContaining('write access') });
    expect(await read('a.yaml')).toBe(text('reviews'));
  });

  it('refuses every write when it only reads', async () => {
    await put('a.yaml', text('reviews'));
    const store = open(true);
    const { version } = await store.get(REVIEWS);
    expect((await fault(store.save(REVIEWS, text('reviews', 1), version))).code).toBe('read-only');
    expect((await fault(store.remove(REVIEWS, version))).code).toBe('read-only');
  });
});

describe('removing', () => {
  it('takes the document out and deletes a file that is then empty', async () => {
    await put('a.yaml', `${text('reviews')}---\n${text('ratings')}`);
    const store = open();
    await store.remove(REVIEWS, (await store.get(REVIEWS)).version);
    expect(await read('a.yaml')).toBe(text('ratings'));
    const ratings = { ...REVIEWS, name: 'ratings' };
    await store.remove(ratings, (await store.get(ratings)).version);
    expect(await visible()).toEqual([]);
  });

  it('refuses when the object changed or is gone', async () => {
    await put('a.yaml', text('reviews'));
    const store = open();
    expect((await fault(store.remove(REVIEWS, 'old'))).code).toBe('conflict');
    expect((await fault(store.remove({ ...REVIEWS, name: 'none' }, 'old'))).code).toBe('not-found');
  });
});

describe('rehearsing', () => {
  it('says what a write would say, and writes nothing', async () => {
    await put('a.yaml', text('reviews'));
    const store = open();
    const { version } = await store.get(REVIEWS);
    await store.rehearse(REVIEWS, text('reviews', 10), version);
    await store.rehearse(REVIEWS, null, version);
    expect((await fault(store.rehearse(REVIEWS, text('reviews'), 'old'))).code).toBe('conflict');
    expect((await fault(store.rehearse(REVIEWS, text('reviews'), null))).code).toBe('conflict');
    expect((await fault(store.rehearse(REVIEWS, text('ratings'), version))).code).toBe('invalid-object');
    expect((await fault(open(true).rehearse(REVIEWS, null, version))).code).toBe('read-only');
    expect(await read('a.yaml')).toBe(text('reviews'));
  });
});

// What is asked is the right of the process itself, which the superuser cannot give up for a moment.
it.skipIf(process.getuid?.() === 0)('a rehearsal asks for the folder of the file too', async () => {
  await put('a.yaml', text('reviews'));
  const store = open();
  const { version } = await store.get(REVIEWS);
  await chmod(folder, 0o555);
  const refused = await fault(store.rehearse(REVIEWS, text('reviews', 1), version));
  await chmod(folder, 0o755);
  expect(refused).toMatchObject({
    code: 'read-only',
    hint: expect.stringContaining('a.yaml and its folder'),
  });
});

describe('a List', () => {
  const item = (name: string) =>
    `- ${text(name)
      .replace(/^#.*\n/, '')
      .trimEnd()
      .replaceAll('\n', '\n  ')}\n`;
  const list = `apiVersion: v1\nkind: List\nitems:\n${item('reviews')}${item('ratings')}`;

  it('is read as its items, each with its own text', async () => {
    await put('list.yaml', list);
    const { objects, unreadable } = await open().list();
    expect(unreadable).toEqual([]);
    expect(objects.map(({ id }) => id.name)).toEqual(['reviews', 'ratings']);
    expect(objects[0]?.text).toBe(text('reviews').replace(/^#.*\n/, ''));
  });

  it('keeps its other items byte for byte when one is saved or removed', async () => {
    await put('list.yaml', list);
    const store = open();
    const { version } = await store.get(REVIEWS);
    const saved = await store.save(REVIEWS, text('reviews', 70).replace(/^#.*\n/, ''), version);
    expect(await read('list.yaml')).toBe(list.replace('weight: 80', 'weight: 70'));
    await store.remove(REVIEWS, saved.version);
    expect(await read('list.yaml')).toBe(`apiVersion: v1\nkind: List\nitems:\n${item('ratings')}`);
    const last = await store.get({ ...REVIEWS, name: 'ratings' });
    await store.remove(last.id, last.version);
    expect(await visible()).toEqual([]);
  });

  it('says what to do where it is written as JSON', async () => {
    const object = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews', namespace: 'bookinfo' },
    };
    await put('list.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [object] }));
    const store = open();
    const { version } = await store.get(REVIEWS);
    const refused = await fault(store.save(REVIEWS, text('reviews'), version));
    expect(refused).toMatchObject({ code: 'invalid-object', hint: expect.stringContaining('documents') });
  });
});

describe('a file with Windows line ends', () => {
  it('keeps them, also around what an editor gives with plain ones', async () => {
    const before = `${text('ratings')}---\n${text('reviews')}`.replaceAll('\n', '\r\n');
    await put('a.yaml', before);
    const store = open();
    const { version } = await store.get(REVIEWS);
    await store.save(REVIEWS, text('reviews', 70), version);
    const after = await read('a.yaml');
    expect(after).toBe(`${text('ratings')}---\n${text('reviews', 70)}`.replaceAll('\n', '\r\n'));
  });
});

it('reads the settings of the mesh beside the objects', async () => {
  await put('mesh-config.yaml', 'rootNamespace: mesh-root\n');
  const { objects, unreadable } = await open().list();
  expect(unreadable).toEqual([]);
  expect(objects.map(({ id, origin }) => [id.kind, origin])).toEqual([['MeshConfig', 'mesh-config.yaml']]);
});
