/**
 * What opens above the page, loaded together: each alone would bring its own copy of what they share
 * (focus, dismissal, placement).
 */
export { MenuSurface } from './menu-surface';
export { PopoverSurface } from './popover-surface';
export { ToastMessages } from './toast-messages';
