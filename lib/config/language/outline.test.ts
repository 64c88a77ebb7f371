import { describe, expect, it } from 'vitest';
import { outlineOf, pathAround } from './outline';

const TEXT = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
spec:
  http:
  - match:
    - uri:
        prefix: /a
    name: first
    route:
    - destination: { host: reviews }
  - name: second
`;

function told(text: string): readonly string[] {
  return outlineOf(text).map(({ path, hint }) => `${path.join('.')}${hint === '' ? '' : ` = ${hint}`}`);
}

describe('the outline of a text', () => {
  it('lists every part once, entries of lists with what names them', () => {
    expect(told(TEXT)).toEqual([
      'apiVersion = networking.istio.io/v1',
      'kind = VirtualService',
      'metadata',
      'metadata.name = reviews',
      'spec',
      'spec.http',
      'spec.http.0 = first',
      'spec.http.0.match',
      'spec.http.0.match.0',
      'spec.http.0.match.0.uri',
      'spec.http.0.match.0.uri.prefix = /a',
      'spec.http.0.name = first',
      'spec.http.0.route',
      'spec.http.0.route.0',
      'spec.http.0.route.0.destination',
      'spec.http.0.route.0.destination.host = reviews',
      'spec.http.1 = second',
      'spec.http.1.name = second',
    ]);
  });

  it('knows where a part ends', () => {
    const outline = outlineOf(TEXT);
    expect(pathAround(outline, TEXT.indexOf('prefix') + 2)).toEqual([
      'spec',
      'http',
      0,
      'match',
      0,
      'uri',
      'prefix',
    ]);
    expect(pathAround(outline, TEXT.indexOf('second'))).toEqual(['spec', 'http', 1, 'name']);
    expect(outline.find(({ label }) => label === 'metadata')?.to).toBe(TEXT.indexOf('spec:'));
  });

  it('stops telling of a text of thousands of parts, and still knows that its end lies in the list', () => {
    const long = `${TEXT}${'  - name: more\n'.repeat(9000)}`;
    const outline = outlineOf(long);
    expect(outline).toHaveLength(5000);
    expect(pathAround(outline, long.length - 3)).toEqual(['spec', 'http']);
  });
});
