import { expect, it } from 'vitest';
import { tagsIn } from './general-form';
import { nameMistake } from './variable-form';

it('reads tags each once, without empty ones', () => {
  expect(tagsIn('istio, mesh , ,istio,')).toEqual(['istio', 'mesh']);
});

it('says which names a variable cannot have', () => {
  const taken = new Set(['service']);
  expect(nameMistake('name_space2', taken)).toBeNull();
  expect(nameMistake('service', taken)).toContain('Another variable');
  expect(nameMistake('a-b', taken)).toContain('Letters');
  expect(nameMistake('', taken)).toContain('Letters');
  expect(nameMistake('__range', taken)).toContain('own');
});
