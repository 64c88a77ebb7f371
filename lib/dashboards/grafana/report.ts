/** What an import could not carry over, so that nothing is lost in silence. */

export interface ImportNote {
  /** What it is about: a panel's title, a variable's name, `dashboard`. */
  readonly where: string;
  /** Of the panel, where it is one. */
  readonly panelId: number | null;
  /** A sentence. */
  readonly message: string;
  /** `lost`: something is not shown. `changed`: it is shown in another way. */
  readonly kind: 'lost' | 'changed';
}

export class ImportReport {
  readonly #notes: ImportNote[] = [];

  lost(where: string, message: string, panelId: number | null = null): void {
    this.#add({ where, message, panelId, kind: 'lost' });
  }

  changed(where: string, message: string, panelId: number | null = null): void {
    this.#add({ where, message, panelId, kind: 'changed' });
  }

  get notes(): readonly ImportNote[] {
    return this.#notes;
  }

  #add(note: ImportNote): void {
    const known = this.#notes.some(
      ({ where, message, panelId }) =>
        where === note.where && message === note.message && panelId === note.panelId,
    );
    if (!known) this.#notes.push(note);
  }
}
