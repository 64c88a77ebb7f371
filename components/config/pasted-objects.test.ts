import { describe, expect, it } from 'vitest';
import { pastedObjects } from './pasted-objects';

const ONE = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a, namespace: shop}\n';

describe('pastedObjects', () => {
  it('takes each document as an object with its own text', () => {
    const { objects, problem } = pastedObjects(
      `# first\n${ONE}---\n${ONE.replace('name: a', 'name: b')}---\n`,
    );
    expect(problem).toBeNull();
    expect(objects.map(({ id }) => id.name)).toEqual(['a', 'b']);
    expect(objects[0]?.text).toBe(`# first\n${ONE}`);
  });

  it('says which document names no object, and which stands in it twice', () => {
    expect(pastedObjects(`${ONE}---\nkind: Gateway\n`).problem).toContain('line 5');
    expect(pastedObjects(`${ONE}---\n${ONE}`).problem).toContain('twice');
    expect(pastedObjects('')).toEqual({ objects: [], problem: null });
  });
});
