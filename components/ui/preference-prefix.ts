/** Before the name of each choice that this browser remembers; for scripts that read one before any module runs. */
export const PREFERENCE_PREFIX = 'periplus.';
