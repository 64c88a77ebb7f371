/** Text in XML: whatever a label holds, the document stays well-formed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For content and for attributes in double quotes. What cannot be written becomes U+FFFD. */
export function xmlText(text: string): string {
  let written = '';
  for (const character of text) {
    written += writable(character.codePointAt(0) ?? 0) ? (ENTITIES[character] ?? character) : '\ufffd';
  }
  return written;
}

/** The characters of XML 1.0: no control characters but three, no halves of surrogate pairs. */
function writable(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

/** Attributes of an element: ` x="1" y="2"`; null ones are left out, numbers are written to a hundredth. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${xmlValue(value)}"`]))
    .join('');
}

function xmlValue(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : xmlText(value);
}
