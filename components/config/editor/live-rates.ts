/** What each rule of the stored text carries today, at the end of its line. */
import { type Extension, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface LineRate {
  /** From 1, of the text that is stored. */
  readonly line: number;
  /** "8.7 rps". */
  readonly text: string;
  readonly title: string;
}

/** Sets the rates. Lines that are edited afterwards take theirs along; one that is taken away takes it too. */
export const setLineRates = StateEffect.define<readonly LineRate[]>();

class RateWidget extends WidgetType {
  readonly rate: LineRate;

  constructor(rate: LineRate) {
    super();
    this.rate = rate;
  }

  override eq({ rate }: RateWidget): boolean {
    return rate.text === this.rate.text && rate.title === this.rate.title;
  }

  override toDOM(): HTMLElement {
    const words = document.createElement('span');
    words.className = 'cm-was';
    words.textContent = this.rate.text;
    words.title = this.rate.title;
    return words;
  }
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    const effect = transaction.effects.find((one) => one.is(setLineRates));
    if (effect === undefined) return value.map(transaction.changes);
    const { newDoc: doc } = transaction;
    const ranges: Range<Decoration>[] = effect.value
      .filter(({ line }) => line >= 1 && line <= doc.lines)
      .map((rate) =>
        Decoration.widget({ widget: new RateWidget(rate), side: 1 }).range(doc.line(rate.line).to),
      );
    return Decoration.set(ranges, true);
  },
  provide: (own) => EditorView.decorations.from(own),
});

export const liveRates: Extension = field;
