/** The settings as a Markdown table, so that the README cannot say anything else than the code does. */
import 'server-only';
import { allSettings } from './read';

export function settingsTable(): string {
  const rows = allSettings().map(({ name, describes, allowed, fallback, secret }) => {
    const names = secret ? `\`${name}\`<br>or \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${cell(describes)} | ${cell(allowed)} | ${fallback === null ? '' : `\`${fallback}\``} |`;
  });
  return ['| setting | what it does | allowed | default |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
