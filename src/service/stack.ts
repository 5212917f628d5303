/** Things to be undone, last made first: at the end of a service, or when its start fails half-way. */
export interface UndoStack {
  add(undo: () => Promise<unknown>): void
  undoAll(): Promise<void>
}

/** Makes an empty stack. What fails to be undone does not keep the rest from it. */
export function createUndoStack(): UndoStack {
  const undos: (() => Promise<unknown>)[] = []
  return {
    add: (undo) => void undos.push(undo),
    async undoAll() {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
        await undo().catch(() => {})
      }
    },
  }
}
