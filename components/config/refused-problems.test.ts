import { expect, it } from 'vitest';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { refusedProblems } from './refused-problems';

const TEXT = 'kind: A\nspec:\n  hosts: [a]\n';

function problem(issues: AnswerProblem['issues']): AnswerProblem {
  return new AnswerProblem({ status: 422, code: 'invalid-object', message: 'No.', issues });
}

it('puts what was refused at the line and column that the store named', () => {
  const [found] = refusedProblems(
    problem([{ path: ['spec', 'hosts'], message: 'Required value.', line: 3, column: 3 }]),
    TEXT,
  );
  expect(found).toMatchObject({
    code: 'PER0998',
    message: 'The cluster refuses it: Required value.',
    line: 3,
  });
  expect(TEXT.slice(found?.from, found?.to)).toBe('hosts: [a]');
});

it('marks nothing where the store names no field or no line', () => {
  expect(refusedProblems(problem([{ path: [], message: 'No.', line: 1, column: 1 }]), TEXT)).toEqual([]);
  expect(refusedProblems(problem([{ path: ['spec'], message: 'No.' }]), TEXT)).toEqual([]);
  expect(refusedProblems(new Error('no'), TEXT)).toEqual([]);
});
