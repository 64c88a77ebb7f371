/** Texts with variables of dashboards as PromQL of the same length, so that places found in one hold in the other. */

const GLOBAL = /\$\{?(__[a-z_]+)(?::[a-z]+)?\}?/g;

/** `$__rate_interval` and its like become a duration or a number, filled up with spaces. */
export function maskedGlobals(expr: string): string {
  return expr.replace(GLOBAL, (text, name: string) =>
    (/_(ms|s)$|^__(from|to)$/.test(name) ? '1' : '1m').padEnd(text.length),
  );
}
