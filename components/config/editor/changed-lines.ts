/** Marks the lines that differ from the stored text, and writes beside a changed value what it was. */
import { type Extension, type Range, RangeSet, StateEffect, StateField, type Text } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  WidgetType,
} from '@codemirror/view';
import { formerValue, type LineChange, lineChanges } from '@/lib/config/line-diff';

/** Sets the stored text that the document is compared with; null = a new object, where nothing is marked. */
export const setStoredText = StateEffect.define<string | null>();

interface Changes {
  readonly stored: string | null;
  readonly markers: RangeSet<GutterMarker>;
  readonly words: DecorationSet;
}

class ChangeMarker extends GutterMarker {
  readonly kind: LineChange['kind'];

  constructor(kind: LineChange['kind']) {
    super();
    this.kind = kind;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof ChangeMarker && other.kind === this.kind;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('div');
    mark.className = `cm-change cm-change-${this.kind}`;
    mark.title = { added: 'Added', changed: 'Changed', removed: 'Lines were removed here' }[this.kind];
    return mark;
  }
}

class WasWidget extends WidgetType {
  readonly value: string;

  constructor(value: string) {
    super();
    this.value = value;
  }

  override eq(other: WasWidget): boolean {
    return other.value === this.value;
  }

  override toDOM(): HTMLElement {
    const words = document.createElement('span');
    words.className = 'cm-was';
    words.textContent = `was ${this.value}`;
    return words;
  }
}

function compared(stored: string | null, doc: Text): Changes {
  const changes = stored === null ? [] : lineChanges(stored, doc.toString());
  const markers: Range<GutterMarker>[] = [];
  const words: Range<Decoration>[] = [];
  for (const change of changes) {
    const line = doc.line(Math.min(change.line, doc.lines));
    markers.push(new ChangeMarker(change.kind).range(line.from));
    const was = change.kind === 'changed' ? formerValue(change.was, line.text) : null;
    if (was !== null) words.push(Decoration.widget({ widget: new WasWidget(was), side: 1 }).range(line.to));
  }
  return { stored, markers: RangeSet.of(markers, true), words: Decoration.set(words, true) };
}

const field = StateField.define<Changes>({
  create: (state) => compared(null, state.doc),
  update: (value, transaction) => {
    const effect = transaction.effects.find((candidate) => candidate.is(setStoredText));
    if (effect !== undefined) return compared(effect.value, transaction.newDoc);
    return transaction.docChanged ? compared(value.stored, transaction.newDoc) : value;
  },
  provide: (own) => EditorView.decorations.from(own, (value) => value.words),
});

export const changedLines: Extension = [
  field,
  gutter({ class: 'cm-changes', markers: (view) => view.state.field(field).markers }),
];
