/** What is wrong with an expression, and where. */

export interface Problem {
  /** Of the first letter that is wrong, from 0; the length of the text where something is missing at its end. */
  readonly from: number;
  readonly to: number;
  /** A sentence: what is wrong, what was expected. */
  readonly message: string;
  /** What was probably meant, to put in place of `from` to `to`. */
  readonly nearest: string | null;
}

/** Thrown inside the parser only. */
export class SyntaxProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
