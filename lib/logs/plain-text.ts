/** Makes a line safe to show: terminal codes go, and what would turn or hide text is made visible. */

// Control sequences (colours, cursor), operating system commands (titles, links), and two-letter escapes: ECMA-48 8.3.
const TERMINAL_CODES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is taken out
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,2048}(?:\u0007|\u001b\\)|[PX^_][^\u001b]{0,2048}\u001b\\|[ -/]{0,4}[0-~])/g;

// Controls, and the marks that turn the direction of writing: a line must read as it is written (CVE-2021-42574).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is made visible
const INVISIBLE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without colours and other terminal codes; other control characters as `·`. Tabs stay. */
export function plainText(text: string): string {
  const plain = text.includes('\u001b') ? text.replace(TERMINAL_CODES, '') : text;
  return plain.replace(INVISIBLE, '·');
}
