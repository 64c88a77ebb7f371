/** Where the demo keeps what outlives it: an ignored folder, `.periplus/demo` unless PERIPLUS_DEMO_FOLDER says otherwise. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface DemoFolders {
  readonly root: string;
  /** The working copy of the mesh's configuration; edits last. */
  readonly manifests: string;
  readonly prometheus: string;
  readonly historyFile: string;
  readonly drawn: string;
  readonly secretFile: string;
  readonly pidFile: string;
  readonly prometheusPidFile: string;
  readonly consolePidFile: string;
}

export function demoFolders(repository: string, environment: NodeJS.ProcessEnv): DemoFolders {
  const root = resolve(repository, environment.PERIPLUS_DEMO_FOLDER ?? join('.periplus', 'demo'));
  return {
    root,
    manifests: join(root, 'manifests'),
    prometheus: join(root, 'prometheus'),
    historyFile: join(root, 'history.json'),
    drawn: join(root, 'drawn'),
    secretFile: join(root, 'session-secret'),
    pidFile: join(root, 'demo.pid'),
    prometheusPidFile: join(root, 'prometheus.pid'),
    consolePidFile: join(root, 'console.pid'),
  };
}

/** Makes the folders; copies the manifests where there are none yet. `reset` starts from nothing. */
export function prepareFolders(folders: DemoFolders, repository: string, reset: boolean): void {
  if (reset) {
    for (const path of [folders.manifests, folders.prometheus, folders.historyFile, folders.drawn]) {
      rmSync(path, { recursive: true, force: true });
    }
  }
  mkdirSync(folders.root, { recursive: true });
  if (!existsSync(folders.manifests)) {
    cpSync(join(repository, 'demo', 'manifests'), folders.manifests, { recursive: true });
  }
}
