import { celList, celMap } from '@bufbuild/cel';
import { expect, it } from 'vitest';
import { compiledRule } from './compiled-rule';

function asked(
  rule: string,
  self: Parameters<NonNullable<ReturnType<typeof compiledRule>>['ask']>[0],
): unknown {
  const outcome = compiledRule(rule)?.ask(self, null);
  return outcome?.kind === 'value' ? outcome.value : (outcome?.kind ?? 'not compiled');
}

it.each([
  ["isURL(self) && url(self).getScheme() == 'https'", 'https://a.example:8443/b?c=d', true],
  ["url(self).getHost() + ' ' + url(self).getPort()", 'https://a.example:8443/b?c=d', 'a.example:8443 8443'],
  ['isURL(self)', 'a.example/b', false],
  ['isURL(self)', 'http://[::1', false],
  ['ip(self).isLoopback() && ip(self).family() == 4', '127.0.0.9', true],
  ['isIP(self)', '010.0.0.1', false],
  ['isIP(self)', '::ffff:10.0.0.1', false],
  ["cidr('10.0.0.0/8').containsIP(self)", '10.9.8.7', true],
  ["cidr('10.0.0.0/8').containsCIDR(self)", '11.0.0.0/16', false],
  ["self.find('[0-9]+')", 'abc 123 45', '123'],
  ["self.findAll('[0-9]+', 1).size()", 'abc 123 45', 1n],
  ["self.lowerAscii().split(',').isSorted()", 'A,b,C', true],
  ["duration(self) <= duration('1h')", '59m59.5s', true],
  ['self.matches(r"""^[a-z]+$""")', 'abc', true],
])('works out %s of %s', (rule, self, expected) => {
  expect(asked(rule, self)).toBe(expected);
});

it('sums and compares lists', () => {
  const list = celList([3n, 1n, 2n]);
  expect(asked('self.sum() == 6 && self.max() == 3 && self.min() == 1 && self.indexOf(2) == 2', list)).toBe(
    true,
  );
});

it('counts a rule that cannot be worked out as broken, as the server does', () => {
  expect(asked("self.missing == 'a'", celMap(new Map()))).toBe('error');
  expect(asked("url(self).getHost() == 'a'", 'no url')).toBe('error');
});

it.each([
  "authorizer.path('/').check('get').allowed()",
  "quantity(self).isGreaterThan(quantity('1Gi'))",
  'format.dns1123Label().validate(self) == null',
  "self.?name.orValue('') == ''",
  'self.transformList(i, v, v + i).size() == 0',
])('leaves %s to the server', (rule) => {
  expect(compiledRule(rule)).toBeNull();
});
