import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** The trace of W3C Trace Context (traceparent): version, 32 hexadecimal digits, parent, flags. */
const traceParent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/
const ownId = /^[A-Za-z0-9_-]{8,64}$/

/** The headers by which whoever is in front of us names a request. */
export interface RequestNames {
  readonly traceparent: string | undefined
  readonly requestId: string | undefined
}

/**
 * The id that a request is known by in all logs: the trace that it is part of, or the id that a proxy gave
 * it, or a fresh one. It says nothing of a person.
 */
export function requestIdOf({ traceparent, requestId }: RequestNames, newId: () => string): string {
  const [, trace] = traceParent.exec(traceparent ?? '') ?? []
  if (trace !== undefined) return trace
  return requestId !== undefined && ownId.test(requestId) ? requestId : newId()
}

/** Does something as part of a request: what is done in it, and after it, is known by its id. */
export const inRequest = <Result>(id: string, work: () => Result): Result => current.run(id, work)

/** The id of the request that is being answered; null outside of one. */
export const currentRequestId = (): string | null => current.getStore() ?? null
