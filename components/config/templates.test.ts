import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { templateOf } from './templates';

describe('templateOf', () => {
  it.each(MESH_KIND_NAMES)('starts a $kind that has no mistake', ({ group, kind }) => {
    const id = { group, kind, namespace: kind === 'GatewayClass' ? null : 'shop', name: 'cart' };
    const check = checkText(templateOf(id), { expected: id });
    expect(check.problems).toEqual([]);
    expect(check.id).toEqual(id);
  });
});
