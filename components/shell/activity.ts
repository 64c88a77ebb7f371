/**
 * Whether a person is at the page. Requests that nobody asked for are marked as background, so that
 * an unattended tab does not keep its session alive.
 */

/** A request within this time after a key, click or turn of the wheel counts as the person's own. */
const ATTENDED_MS = 60_000;

let lastInputAt = 0;

/** Listens for input; returns the function that stops it. The page that was just opened counts as attended. */
export function watchActivity(): () => void {
  const note = () => {
    lastInputAt = Date.now();
  };
  note();
  const events = ['pointerdown', 'keydown', 'wheel'] as const;
  for (const event of events) window.addEventListener(event, note, { passive: true, capture: true });
  return () => {
    for (const event of events) window.removeEventListener(event, note, { capture: true });
  };
}

/** Whether the last input is recent. */
export function isAttended(now: number = Date.now()): boolean {
  return now - lastInputAt < ATTENDED_MS;
}
