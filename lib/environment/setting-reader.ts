/** Reads settings one by one and keeps every mistake, so that all of them can be told at once. */
import 'server-only';
import { readFileSync } from 'node:fs';
import type { Mistake, Setting } from './setting';

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** A secret that may change in its file: returns what was read at most `maxAgeMs` ago. */
export type LiveSecret = (maxAgeMs: number) => string;

export class SettingReader {
  readonly mistakes: Mistake[] = [];
  readonly #source: EnvironmentSource;

  constructor(source: EnvironmentSource) {
    this.#source = source;
  }

  /** The parsed value, its fallback, or null when nothing was given or it was wrong (then a mistake is kept). */
  value<T>(setting: Setting<T>): T | null {
    const text = this.#text(setting) ?? setting.fallback;
    if (text === null) return null;
    const result = setting.schema.safeParse(text);
    if (result.success) return result.data;
    this.mistake(setting, result.error.issues[0]?.message ?? 'is wrong', text);
    return null;
  }

  /** A value without which Periplus does not start. `hint` says how to get one. */
  required<T>(setting: Setting<T>, hint: string): T | null {
    if (!this.given(setting)) {
      this.mistake(setting, `is not set. ${hint}`);
      return null;
    }
    return this.value(setting);
  }

  /** Whether anything was given, directly or by file. */
  given(setting: Setting<unknown>): boolean {
    return this.#raw(setting.name) !== null || (setting.secret && this.#raw(`${setting.name}_FILE`) !== null);
  }

  /** A secret that is read again when it stands in a file and the file changes. */
  secret(setting: Setting<string>): LiveSecret | null {
    const first = this.value(setting);
    if (first === null) return null;
    const path = this.#raw(`${setting.name}_FILE`);
    if (path === null) return () => first;
    let text = first;
    let readAtMs = Date.now();
    return (maxAgeMs) => {
      if (Date.now() - readAtMs < maxAgeMs) return text;
      readAtMs = Date.now();
      const result = setting.schema.safeParse(readText(path));
      // While a mounted file is being replaced the last good text is the best there is.
      if (result.success) text = result.data;
      return text;
    };
  }

  /** The text of the file that a setting names. */
  fileText(setting: Setting<string>): string | null {
    const path = this.value(setting);
    if (path === null) return null;
    const text = readText(path);
    if (text === null) this.mistake(setting, 'names a file that cannot be read', path);
    return text;
  }

  mistake(setting: Setting<unknown>, message: string, given: string | null = this.#raw(setting.name)): void {
    this.mistakes.push({
      name: setting.name,
      message,
      given: setting.secret ? null : hideUserInfo(given),
      allowed: setting.allowed,
    });
  }

  #text(setting: Setting<unknown>): string | null {
    const text = this.#raw(setting.name);
    const path = setting.secret ? this.#raw(`${setting.name}_FILE`) : null;
    if (path === null) return text;
    if (text !== null) {
      this.mistake(setting, `is given twice, as itself and as ${setting.name}_FILE`);
      return null;
    }
    const content = readText(path);
    if (content === null) this.mistake(setting, `cannot be read from the file ${path}`);
    return content;
  }

  /** Compose files and charts write unset values as empty text. */
  #raw(name: string): string | null {
    const text = this.#source[name];
    return text === undefined || text.trim() === '' ? null : text.trim();
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** A password typed into a URL must not reach the log with the message that refuses it. */
function hideUserInfo(text: string | null): string | null {
  return text?.replace(/\/\/[^/@\s]*@/, '//…@') ?? null;
}
