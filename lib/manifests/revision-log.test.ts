import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '@/lib/config/store';
import { HISTORY_FOLDER } from './revision-files';
import { LONGEST_TEXT, MOST_REVISIONS, RevisionLog, type SeenObject } from './revision-log';
import { createManifestStore } from './store';

const REVIEWS: ObjectId = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'reviews',
};
const ALWAYS = { fromSeconds: 0, toSeconds: 1e11 };

const text = (weight: number, name = 'reviews') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: bookinfo}
spec:
  hosts: [${name}]
  http: [{route: [{destination: {host: ${name}}, weight: ${weight}}]}]
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-revisions-'));
});
// The record of changes is written behind the answers: its last line may come while the folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

const put = (content: string, file = 'a.yaml') => writeFile(path.join(folder, file), content);
const open = () => createManifestStore({ folder, readOnly: false });

describe('a folder remembers', () => {
  it('who saved what, with the text before and after', async () => {
    await put(text(100));
    const store = open();
    const { version } = await store.get(REVIEWS);
    await store.save(REVIEWS, text(80), version, undefined, 'ada');
    const { revisions } = await store.revisions(ALWAYS, 10);
    expect(revisions).toMatchObject([
      { id: REVIEWS, change: 'changed', author: 'ada', before: text(100), after: text(80) },
    ]);
  });

  it('an edit in the folder, whose author it does not know, at the time of the file', async () => {
    await put(text(100));
    const store = open();
    await store.list();
    await put(text(10));
    await put(text(1, 'ratings'), 'b.yaml');
    const { revisions } = await store.revisions(ALWAYS, 10);
    expect(revisions.map(({ id, change, author }) => [id.name, change, author]).sort()).toEqual([
      ['ratings', 'created', null],
      ['reviews', 'changed', null],
    ]);
    for (const { atSeconds } of revisions) expect(Math.abs(atSeconds - Date.now() / 1000)).toBeLessThan(60);
  });

  it('a removal, with what was removed', async () => {
    await put(text(100));
    const store = open();
    const { version } = await store.get(REVIEWS);
    await store.remove(REVIEWS, version, undefined, 'ada');
    expect((await store.revisions(ALWAYS, 10)).revisions).toMatchObject([
      { change: 'removed', author: 'ada', before: text(100), after: null },
    ]);
  });

  it('nothing of a save that was refused', async () => {
    await put(text(100));
    const store = open();
    await store.list();
    await expect(store.save(REVIEWS, text(1), 'another version', undefined, 'ada')).rejects.toThrow(
      'changed',
    );
    expect((await store.revisions(ALWAYS, 10)).revisions).toEqual([]);
  });

  it('what changed while no server was there to see it', async () => {
    await put(text(100));
    const first = open();
    await first.list();
    await first.revisions(ALWAYS, 1);
    await put(text(40));
    const { revisions, notKept } = await open().revisions(ALWAYS, 10);
    expect(revisions).toMatchObject([{ before: text(100), after: text(40), author: null }]);
    expect(notKept).toBeNull();
  });

  it('each change once, though several readings find it at once', async () => {
    await put(text(100));
    const store = open();
    await store.list();
    await put(text(40));
    await Promise.all([store.list(), store.list(), store.get(REVIEWS)]);
    expect((await store.revisions(ALWAYS, 10)).revisions).toHaveLength(1);
  });

  it('it where the loader and version control do not look', async () => {
    await put(text(100));
    const store = open();
    await store.revisions(ALWAYS, 1);
    expect(await readdir(folder)).toEqual([HISTORY_FOLDER, 'a.yaml']);
    expect(await readFile(path.join(folder, HISTORY_FOLDER, '.gitignore'), 'utf8')).toBe('*\n');
    expect((await store.list()).unreadable).toEqual([]);
  });
});

describe('the record', () => {
  const seen = (version: string, extra: Partial<SeenObject> = {}): ReadonlyMap<string, SeenObject> =>
    new Map([
      [
        'networking.istio.io/VirtualService/bookinfo/reviews',
        { version, text: version, modifiedSeconds: 0, ...extra },
      ],
    ]);

  it('is bounded, in memory and on disk', async () => {
    const log = new RevisionLog(folder, () => 1000);
    const many = (version: string) =>
      new Map(
        Array.from({ length: 0.6 * MOST_REVISIONS }, (_, at) => [
          `/ConfigMap/default/a${at}`,
          { version, text: version, modifiedSeconds: 0 },
        ]),
      );
    for (const version of ['0', '1', '2', '3', 'last']) await log.observe(many(version));
    expect(log.answer(ALWAYS, 1e6).revisions).toHaveLength(MOST_REVISIONS);
    expect(log.answer(ALWAYS, 3).revisions.map(({ after }) => after)).toEqual(['last', 'last', 'last']);
    const lines = (await readFile(path.join(folder, HISTORY_FOLDER, 'revisions.jsonl'), 'utf8')).split('\n');
    expect(lines.length).toBeLessThanOrEqual(2 * MOST_REVISIONS + 1);
  });

  it('keeps no text that is too long, and still knows of the change', async () => {
    const log = new RevisionLog(folder, () => 1000);
    await log.observe(seen('1'));
    await log.observe(seen('2', { text: 'x'.repeat(LONGEST_TEXT + 1) }));
    expect(log.answer(ALWAYS, 5).revisions).toMatchObject([{ change: 'changed', before: '1', after: null }]);
  });

  it('does not believe files that are older than the last change or come from the future', async () => {
    const log = new RevisionLog(folder, () => 1000);
    await log.observe(seen('1'));
    await log.observe(seen('2', { modifiedSeconds: 5 }));
    await log.observe(seen('3', { modifiedSeconds: 99_999 }));
    expect(log.answer(ALWAYS, 5).revisions.map(({ atSeconds }) => atSeconds)).toEqual([1000, 1000]);
  });

  it('goes on in memory where it cannot be written, and says so', async () => {
    const blocked = path.join(folder, 'blocked');
    await writeFile(blocked, 'a file where a folder is expected');
    const log = new RevisionLog(blocked, () => 1000);
    await log.observe(seen('1'));
    await log.observe(seen('2'));
    expect(log.answer(ALWAYS, 5)).toMatchObject({
      revisions: [{ change: 'changed' }],
      notKept: expect.stringContaining('until this server stops'),
    });
  });

  it('begins anew when its files are damaged', async () => {
    await chmod(folder, 0o755);
    const log = new RevisionLog(folder, () => 1000);
    await log.observe(seen('1'));
    await writeFile(path.join(folder, HISTORY_FOLDER, 'known.json'), '{"half');
    const next = new RevisionLog(folder, () => 2000);
    await next.observe(seen('2'));
    expect(next.answer(ALWAYS, 5)).toMatchObject({ revisions: [], sinceSeconds: 2000 });
  });
});
