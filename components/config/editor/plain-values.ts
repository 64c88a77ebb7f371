/** Numbers and switches in plain YAML values; the grammar knows them only as text. Also the guides of indentation. */
import { syntaxTree } from '@codemirror/language';
import { type Range, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const number = Decoration.mark({ class: 'cm-plain-number' });
const PLAIN = /^(?:[-+]?\d+(?:\.\d+)?|true|false|null|~)$/;
const LEVELS = 20;

function plainValues(view: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        if (node.name !== 'Literal' || node.node.parent?.name === 'Key') return;
        if (node.to - node.from <= 24 && PLAIN.test(view.state.sliceDoc(node.from, node.to))) {
          found.push(number.range(node.from, node.to));
        }
      },
    });
  }
  return Decoration.set(found, true);
}

function indentGuides(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const level = Math.min(LEVELS, Math.floor((/^ */.exec(line.text)?.[0].length ?? 0) / 2));
      if (level > 0) builder.add(line.from, line.from, Decoration.line({ class: `cm-indent-${level}` }));
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Redraws its decorations whenever the text, the parse or what is visible changed. */
function drawn(draw: (view: EditorView) => DecorationSet) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = draw(view);
      }

      update(update: ViewUpdate) {
        const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (update.docChanged || update.viewportChanged || isParsed) this.decorations = draw(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

export const plainYaml = [drawn(plainValues), drawn(indentGuides)];
