import { describe, expect, it } from 'vitest';
import { isSameRequest, type RecentRequest, withRequest } from './recent-requests';
import { EMPTY_FORM } from './request-form-state';

function asked(path: string, askedAtMs: number, sentence = 'Allowed'): RecentRequest {
  return { form: { ...EMPTY_FORM, path }, isUnsaved: false, tone: 'good', sentence, askedAtMs };
}

const paths = (requests: readonly RecentRequest[]) => requests.map(({ form }) => form.path);

describe('recent requests', () => {
  it('stand newest first, each once, with the latest answer', () => {
    const first = withRequest([asked('/b', 10_000), asked('/a', 0)], asked('/a', 60_000, 'Refused'));
    expect(paths(first)).toEqual(['/a', '/b']);
    expect(first[0]?.sentence).toBe('Refused');
  });

  it('leave out what was passed while somebody typed', () => {
    const typed = ['/r', '/re', '/rev'].reduce<readonly RecentRequest[]>(
      (all, path, at) => withRequest(all, asked(path, 20_000 + at * 300)),
      [asked('/before', 0)],
    );
    expect(paths(typed)).toEqual(['/rev', '/before']);
  });

  it('stay when they are looked through quickly', () => {
    const kept = [asked('/c', 20_000), asked('/b', 10_000), asked('/a', 0)];
    const looked = withRequest(withRequest(kept, asked('/a', 60_000)), asked('/b', 60_500));
    expect(paths(looked)).toEqual(['/b', '/a', '/c']);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 80 }, (_, at) => asked(`/${at}`, at * 10_000));
    const kept = many.reduce<readonly RecentRequest[]>(withRequest, []);
    expect(kept).toHaveLength(50);
    expect(kept[0]?.form.path).toBe('/79');
  });

  it('tell the same request with and without unsaved texts apart', () => {
    const stored = asked('/a', 0);
    expect(isSameRequest(stored, { ...stored, form: { ...stored.form } })).toBe(true);
    expect(isSameRequest(stored, { ...stored, isUnsaved: true })).toBe(false);
  });
});
