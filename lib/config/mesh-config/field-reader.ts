/** Reading fields of a settings object with notes on those that cannot be used. */
import { durationSeconds } from '@/lib/config/duration';
import { type Fields, fieldsAt, isFields } from '@/lib/config/simulation/read/fields';
import type { MeshConfigProblem } from './mesh-config';

/** A value of the wrong type counts as absent, and is noted. */
export class FieldReader {
  readonly problems: MeshConfigProblem[];
  readonly #fields: Fields;
  readonly #path: string;

  constructor(fields: Fields, path = '', problems: MeshConfigProblem[] = []) {
    this.#fields = fields;
    this.#path = path;
    this.problems = problems;
  }

  has(key: string): boolean {
    return this.#fields[key] !== undefined && this.#fields[key] !== null;
  }

  at(key: string): FieldReader {
    const value = this.#fields[key];
    if (this.has(key) && !isFields(value)) this.#note(key, 'must be an object with fields');
    return new FieldReader(fieldsAt(this.#fields, key), this.#name(key), this.problems);
  }

  list(key: string): readonly FieldReader[] {
    return this.#entries(key).map(
      (entry, index) =>
        new FieldReader(isFields(entry) ? entry : {}, `${this.#name(key)}[${index}]`, this.problems),
    );
  }

  text(key: string): string | null {
    return this.#typed(key, (value) => (typeof value === 'string' ? value : null), 'must be text');
  }

  texts(key: string): readonly string[] | null {
    if (!this.has(key)) return null;
    return this.#entries(key).filter((entry): entry is string => typeof entry === 'string');
  }

  flag(key: string): boolean | null {
    return this.#typed(key, (value) => (typeof value === 'boolean' ? value : null), 'must be true or false');
  }

  count(key: string): number | null {
    const whole = (value: unknown) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
    return this.#typed(key, whole, 'must be a whole number');
  }

  seconds(key: string): number | null {
    const read = (value: unknown) => (typeof value === 'string' ? durationSeconds(value) : null);
    return this.#typed(key, read, 'must be a duration such as 2s or 500ms');
  }

  /** One of the names of an enum. Protobuf's JSON also takes the number. */
  choice<T extends string>(key: string, names: readonly T[]): T | null {
    const read = (value: unknown) =>
      names.find((name, index) => name === value || (typeof value === 'number' && index === value)) ?? null;
    return this.#typed(key, read, `is one of ${names.join(', ')}`);
  }

  textMap(key: string): Readonly<Record<string, string>> {
    const entries = Object.entries(fieldsAt(this.#fields, key));
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  #entries(key: string): readonly unknown[] {
    const value = this.#fields[key];
    if (!this.has(key) || Array.isArray(value)) return Array.isArray(value) ? value : [];
    this.#note(key, 'must be a list');
    return [];
  }

  #typed<T>(key: string, read: (value: unknown) => T | null, expected: string): T | null {
    if (!this.has(key)) return null;
    const value = read(this.#fields[key]);
    if (value === null) this.#note(key, expected);
    return value;
  }

  #name(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  #note(key: string, expected: string): void {
    const field = this.#name(key);
    this.problems.push({ field, message: `${field} ${expected}; its default is used instead.` });
  }
}
