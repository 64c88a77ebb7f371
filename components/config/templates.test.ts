import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/config/analysis/analysis';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { isClusterScoped } from '@/lib/config/identity';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { formatYaml } from '@/lib/config/language/format';
import { hasTemplate, templateOf } from './templates';

describe('templateOf', () => {
  it.each(MESH_KIND_NAMES)('starts a $group/$kind that has no mistake', ({ group, kind }) => {
    const id = { group, kind, namespace: isClusterScoped(group, kind) ? null : 'shop', name: 'cart' };
    const text = templateOf(id);
    expect(hasTemplate(group, kind)).toBe(true);
    const check = checkText(text, { expected: id, judgePattern });
    // Some kinds come with a word of caution, whatever is written.
    expect(check.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(check.id).toEqual(id);
    expect(analyze(objectsOf(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(formatYaml(text)).toBe(text);
  });
});
