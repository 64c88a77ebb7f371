import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, it } from 'vitest';
import { editorExtensions, setReadOnly } from './extensions';

it('becomes writable when rights become known while the text is shown, and read-only when they are taken away', () => {
  const told = (state: EditorState) =>
    state
      .facet(EditorView.contentAttributes)
      .map((attributes) => (typeof attributes === 'function' ? null : attributes?.['aria-readonly']))
      .find((value) => value !== undefined);
  let state = EditorState.create({
    doc: 'kind: VirtualService',
    extensions: editorExtensions({ readOnly: true, nonce: undefined, label: 'YAML' }),
  });
  expect([state.readOnly, told(state)]).toEqual([true, 'true']);
  state = state.update({ effects: setReadOnly(false) }).state;
  expect([state.readOnly, told(state)]).toEqual([false, undefined]);
  state = state.update({ effects: setReadOnly(true) }).state;
  expect(state.readOnly).toBe(true);
});
