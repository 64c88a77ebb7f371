/**
 * One instance per process. Next compiles instrumentation, proxy, pages and handlers apart, so a module's own
 * state exists several times; `globalThis` is what they share (https://github.com/vercel/next.js/issues/69544).
 */

const KEY = Symbol.for('periplus.process-wide');

function store(): Map<string, unknown> {
  const holder = globalThis as { [KEY]?: Map<string, unknown> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}

/** The value made once under `name`. The name stands for the type: use each for one type only. */
export function processWide<T>(name: string, make: () => T): T {
  const values = store();
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T;
}

/** Puts a value in place of the one made, or (`undefined`) has it made anew at the next use. For tests. */
export function replaceProcessWide<T>(name: string, value: T | undefined): void {
  if (value === undefined) store().delete(name);
  else store().set(name, value);
}
