import { describe, expect, it } from 'vitest';
import { findLanguage } from '@/components/graph/find/find-language';
import { readingOf } from '@/components/graph/find/use-find';
import { segmentsOf } from './segments';

function tones(text: string): string {
  const { problem } = readingOf(findLanguage, text);
  return segmentsOf(text, findLanguage, problem)
    .filter((segment) => segment.text.trim() !== '')
    .map(({ text: part, tone, wrong }) => `${part}:${tone}${wrong ? '!' : ''}`)
    .join(' ');
}

describe('segmentsOf', () => {
  it('tells operands and words from operators and values', () => {
    expect(tones('rt > 1s or not idle')).toBe('rt:known >:quiet 1s:plain or:quiet not:quiet idle:known');
    expect(tones('label:a = b')).toBe('label:a:known =:quiet b:plain');
  });

  it('leaves plain words plain, even if one of them is a word of the language', () => {
    expect(tones('idle cart')).toBe('idle:plain cart:plain');
  });

  it('marks what is wrong', () => {
    expect(tones('rt > fast')).toBe('rt:known >:quiet fast:plain!');
    expect(tones('htpin > 5')).toBe('htpin:plain! >:quiet 5:plain');
  });

  it('holds the whole text, whatever it is', () => {
    for (const text of ['', ' ', '(((', 'a  b', '"x', 'rt >  5 )', '😀 = "']) {
      const { problem } = readingOf(findLanguage, text);
      expect(
        segmentsOf(text, findLanguage, problem)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text);
    }
  });
});
