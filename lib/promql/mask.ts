/** Texts with variables of dashboards as PromQL of the same length, so that places found in one hold in the other. */

const GLOBAL = /\$\{?(__[a-z_]+)(?::[a-z]+)?\}?/g;

/** `$__rate_interval` and its like become a duration or a number, filled up with spaces. */
export function maskedGlobals(expr: string): string {
  return expr.replace(GLOBAL, (text, name: string) =>
    (/_(ms|s)$|^__(from|to)$/.test(name) ? '1' : '1m').padEnd(text.length),
  );
}

/** `$name`, `${name:format}` or `[[name]]`, never the `$1` of label_replace. */
const VARIABLE = /\$\{[a-z_]\w*(?::[a-z]+)?\}|\$[a-z_]\w*|\[\[[a-z_]\w*(?::[a-z]+)?\]\]/gi;

/** All variables as something that may stand there: a duration within brackets, else a name. */
export function maskedVariables(expr: string): string {
  return maskedGlobals(expr).replace(VARIABLE, (text, at: number, whole: string) =>
    whole.charAt(at - 1) === '[' || whole.charAt(at - 1) === ':'
      ? '1m'.padEnd(text.length)
      : 'v'.repeat(text.length),
  );
}
