import { expect, it } from 'vitest';
import { plainText } from './plain-text';

it('takes colours, cursor movements, titles and links out', () => {
  expect(
    plainText('\u001b[1;31merror\u001b[0m \u001b[2Kx\u001b]0;title\u0007y\u001b]8;;http://a\u001b\\z'),
  ).toBe('error xyz');
});

it('leaves markup as the text that it is', () => {
  expect(plainText('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
});

it('makes controls and marks that turn the direction visible', () => {
  expect(plainText('a\u202eb\u0000c\u001bd\te')).toBe('a·b·c\te');
  expect(plainText('\u2066x\u2069')).toBe('·x·');
});

it('does not take long over an escape that never ends', () => {
  expect(plainText(`\u001b[${'1;'.repeat(16_000)}`)).toHaveLength(32_000);
});
