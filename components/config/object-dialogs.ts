/** The dialogs around an object's text, loaded together: each alone would bring its own copy of what they share. */
export { ConflictDialog } from './conflict-dialog';
export { DeleteDialog } from './delete-dialog';
export { LeaveDialog } from './leave-dialog';
export { SaveDialog } from './save-dialog';
