/** What may be logged of a fault: never its message, which can hold what somebody typed. */
export function faultOf(fault: unknown): {
  readonly name: string
  readonly code: string | null
  readonly at: string | null
} {
  if (!(fault instanceof Error)) return { name: typeof fault, code: null, at: null }
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : null
  const at =
    fault.stack
      ?.split('\n')
      .find((line) => line.includes('/src/'))
      ?.trim() ?? null
  return { name: fault.name, code, at }
}
