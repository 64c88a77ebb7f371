import { expect, it } from 'vitest';
import { versionSkew } from './version-skew';

it.each([
  ['1.30.3', ['1.30.1'], null],
  ['1.29.0-distroless', ['1.30.3'], { text: 'one minor version behind', isSupported: true }],
  [
    '1.28.4',
    ['1.30.3'],
    { text: '2 minor versions behind, of which Istio supports one', isSupported: false },
  ],
  [
    '1.31.0',
    ['1.30.3'],
    { text: 'newer than its control plane, which Istio does not support', isSupported: false },
  ],
])('tells how far %s is from %j', (version, planes, skew) => {
  expect(versionSkew(version, planes)).toEqual(skew);
});

it('takes the nearest of several revisions, and says nothing where versions tell nothing', () => {
  expect(versionSkew('1.28.4', ['1.30.3', '1.29.1'])).toMatchObject({ isSupported: true });
  expect(versionSkew('1.29.1', ['1.30.3', '1.29.1'])).toBeNull();
  expect(versionSkew('unknown', ['1.30.3'])).toBeNull();
  expect(versionSkew('1.29.1', ['master'])).toBeNull();
  expect(versionSkew('1.29.1', [])).toBeNull();
});
