/** Has the large text of a cluster's object made in the thread before somebody here needs it. */
import { isLargeObject } from '@/lib/config/large-object';
import type { StoredObject } from '@/lib/config/store';
import { hasObjectText, keepObjectText } from '@/lib/config/yaml/object-text';
import { assessThread } from './thread';

/** Afterwards the object's `text` is there and need not be made. */
export async function renderLargeText(
  object: StoredObject,
  signal?: AbortSignal,
  thread = assessThread(),
): Promise<void> {
  const { value } = object;
  if (object.isRendered !== true || hasObjectText(value) || !isLargeObject(object)) return;
  const text = await thread.render(JSON.stringify(value), signal).catch(() => {
    // Without the thread it is made here, and others wait for that.
    signal?.throwIfAborted();
    return null;
  });
  if (text !== null) keepObjectText(value, text);
}
