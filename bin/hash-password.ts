/**
 * `npm run hash-password`: asks for a password without showing it, or reads it from standard input
 * (`printf %s "$PASSWORD" | npm run --silent hash-password`), and prints the hash for the settings.
 */
import { hashPassword } from '@/lib/access/password';
import { LEAST_PASSWORD } from '@/lib/environment/values';
import { askHidden } from './ask-hidden';

async function main(): Promise<void> {
  const password = process.stdin.isTTY ? await askTwice() : await readStandardInput();
  if (password.length < LEAST_PASSWORD) {
    throw new Error(`The password has ${password.length} characters; give it at least ${LEAST_PASSWORD}.`);
  }
  process.stdout.write(`${await hashPassword(password)}\n`);
}

async function askTwice(): Promise<string> {
  const first = await askHidden('Password: ');
  if (first !== (await askHidden('Again:    '))) throw new Error('The two are not the same.');
  return first;
}

/** Without the newline that `echo` adds. */
async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.replace(/\r?\n$/, '');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
