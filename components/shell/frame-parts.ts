/** What the frame opens, loaded together: each alone would bring its own copy of what they share. */
export { ClusterPicker } from './cluster-picker';
export { CommandPalette } from './command-palette';
export { KeyboardHelp } from './keyboard-help';
export { NamespacePicker } from './namespace-picker';
export { TimeWindowForm } from './time-window-form';
