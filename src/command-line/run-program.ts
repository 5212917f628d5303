/**
 * Runs a command-line program to its end.
 *
 * @param program returns what went otherwise than asked, in words; null when all is well. What it
 * throws with a `code` is told as its message: those are for operators.
 */
export async function runProgram(program: () => Promise<string | null>): Promise<never> {
  const fault = await program().catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return error.message
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  })
  if (fault !== null) console.error(fault)
  process.exit(fault === null ? 0 : 1)
}
