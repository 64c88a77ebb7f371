/** Values within a script that stands in a document. Pure. */

/** Only `<` could end the element that the script stands in. */
export function scriptLiteral(value: string): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
