/** Writing a file so that a reader, or a crash, finds either the old text or the new one, never a part. */
import 'server-only';
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '@/lib/mesh/fault';
import { errorCode } from './folder';

const NEW_FILE_MODE = 0o644;

/** Puts `text` in place of the file, or creates it. Throws `Fault` (`read-only` where writing is not permitted). */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', await modeOf(file));
    try {
      await writeAndSync(handle, text);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFault(file, cause);
  }
}

/** Deletes the file for good. */
export async function removeWhole(file: string): Promise<void> {
  try {
    await unlink(file);
    await syncFolder(path.dirname(file));
  } catch (cause) {
    throw writeFault(file, cause);
  }
}

async function modeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).mode & 0o777;
  } catch {
    return NEW_FILE_MODE;
  }
}

async function writeAndSync(handle: FileHandle, text: string): Promise<void> {
  await handle.writeFile(text, 'utf8');
  await handle.sync();
}

/** The new name is only lasting once its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function writeFault(file: string, cause: unknown): Fault {
  const code = errorCode(cause);
  const where = path.basename(file);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Fault('read-only', `${where} was not saved: its folder may not be written by this server.`, {
      source: 'manifests',
      hint: 'Give the server write access to the folder of configuration, or edit the file where it comes from.',
      cause,
    });
  }
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new Fault(
    'internal',
    `${where} was not saved (${isFull ? 'the disk is full' : code}); the file is as it was.`,
    {
      source: 'manifests',
      ...(isFull && { hint: 'Make room where the folder of configuration is kept, then save again.' }),
      cause,
    },
  );
}
