/** Settings that are paths, meant from where the command was typed (npm keeps that in INIT_CWD). */
import { resolve } from 'node:path';

/** Call it before the settings are read. */
export function resolvePaths(): void {
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  for (const [name, value] of Object.entries(process.env)) {
    if (/^PERIPLUS_(.+_(FILE|FOLDER)|KUBECONFIG)$/.test(name) && value)
      process.env[name] = resolve(typedIn, value);
  }
}
