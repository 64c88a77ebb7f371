/** Parts of an answer that may be missing: a warning names each, and the rest is shown. */
import { Fault, type Warning } from '@/lib/mesh/fault';

export interface OptionalParts {
  /** The answer, or null with a warning that begins with `what`, for example "Trends are". */
  <T>(what: string, answer: Promise<T>): Promise<T | null>;
  /** What failed first. */
  first(): Fault | null;
  /** Once, however often it is told. */
  warn(warning: Warning): void;
}

export function optionalParts(warnings: Warning[]): OptionalParts {
  let first: Fault | null = null;
  const optional = async <T>(what: string, answer: Promise<T>): Promise<T | null> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      first ??= error;
      const { source = 'prometheus', code, message } = error;
      warnings.push({ source, code, message: `${what} missing: ${message}` });
      return null;
    }
  };
  return Object.assign(optional, {
    first: () => first,
    warn: (warning: Warning) => {
      if (!warnings.some(({ message }) => message === warning.message)) warnings.push(warning);
    },
  });
}
