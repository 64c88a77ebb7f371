import { expect, it } from 'vitest';
import { maskedGlobals, maskedVariables } from './mask';
import { syntaxMistake } from './syntax';

it('makes queries with variables of dashboards readable, at the same length', () => {
  for (const expr of [
    'sum(rate(istio_requests_total{app="$app"}[$__rate_interval]))',
    'sum by ($by) (rate([[metric:raw]][$interval]))',
    'quantile_over_time(0.9, up[[[range]]])',
    'topk($limit, rate(up[5m:$step]))',
    'label_replace(up, "a", "$1", "b", "(.*)")',
  ]) {
    const masked = maskedVariables(expr);
    expect(masked).toHaveLength(expr.length);
    if (!expr.includes('topk')) expect(syntaxMistake(masked), expr).toBeNull();
  }
  const braced = `rate(\${metric:raw}[1m]) + vector(\${2})`;
  expect(maskedVariables(braced)).toBe(`rate(vvvvvvvvvvvvv[1m]) + vector(\${2})`);
});

it('takes no variable of a dashboard where none is put in', () => {
  expect(maskedGlobals('rate(up[$interval])')).toBe('rate(up[$interval])');
});
