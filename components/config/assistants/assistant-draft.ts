/** The state of a form that was left: kept in this tab, so that a reload or a look at another page loses nothing. */
import type { Assistant, AssistantTarget } from '@/lib/config/assistants/assistant';
import { targetKey } from './assistant-target';

function storageKey(name: string, target: AssistantTarget): string {
  return `periplus.assistant.${name}.${targetKey(target)}`;
}

/** Null where there is none, or one of another build's form. */
export function readAssistantDraft<S>(assistant: Assistant<S>, target: AssistantTarget): S | null {
  try {
    const text = window.sessionStorage.getItem(storageKey(assistant.about.name, target));
    const parsed = assistant.schema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function writeAssistantDraft<S>(
  assistant: Assistant<S>,
  target: AssistantTarget,
  state: S | null,
): void {
  try {
    const key = storageKey(assistant.about.name, target);
    if (state === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(state));
  } catch {
    // Storage is full or forbidden: the form lives as long as the page.
  }
}
