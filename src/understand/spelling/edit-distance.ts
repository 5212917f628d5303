/**
 * How many letters were left out, put in, changed or swapped with their neighbour to get from one
 * word to the other (Damerau, optimal string alignment), or `limit + 1` when it is more than `limit`.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= to.length; column += 1) {
      const same = from.charCodeAt(row - 1) === to.charCodeAt(column - 1)
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && swapped(from, row, to, column)) {
        cost = Math.min(cost, at(beforePrevious, column - 2) + 1)
      }
      current.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    beforePrevious = previous
    previous = current
  }
  return Math.min(at(previous, to.length), limit + 1)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity

const swapped = (from: string, row: number, to: string, column: number): boolean =>
  from.charCodeAt(row - 1) === to.charCodeAt(column - 2) &&
  from.charCodeAt(row - 2) === to.charCodeAt(column - 1)
