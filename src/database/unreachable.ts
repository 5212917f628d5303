/** Faults of the network between us and PostgreSQL, as Node names them. */
const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]

/** PostgreSQL's classes 08 (connection), 57P (shutting down) and 53 (too many connections, disk full). */
const sqlStates = /^(08|57P|53)/

/** Prisma: cannot reach, timed out connecting, no connection in the pool, closed, transaction lost. */
const prismaCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']

const sentences =
  /Connection terminated|Can't reach database|server closed the connection|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|the database system is (starting up|shutting down)/i

/**
 * Tells whether a fault is the database's absence rather than something wrong with a statement: then
 * the same work may succeed later, and a platform should send its message again.
 */
export function isDatabaseUnreachable(error: unknown): boolean {
  for (let fault = error, depth = 0; depth < 6 && fault instanceof Object; depth += 1) {
    if (speaksOfAbsence(fault)) return true
    fault = 'cause' in fault ? fault.cause : null
  }
  return false
}

function speaksOfAbsence(fault: object): boolean {
  const codes = ['code', 'originalCode', 'errorCode'].map((name) =>
    name in fault ? String(Reflect.get(fault, name)) : '',
  )
  const kind = 'kind' in fault ? String(fault.kind) : ''
  const message = 'message' in fault ? String(fault.message) : ''
  return (
    codes.some(
      (code) => networkCodes.includes(code) || prismaCodes.includes(code) || sqlStates.test(code),
    ) ||
    /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TooManyConnections)$/.test(kind) ||
    sentences.test(message)
  )
}
