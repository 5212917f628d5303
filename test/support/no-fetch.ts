import type { SafeFetch } from '../../src/http/safe-fetch.ts'

/** A network without anybody in it. */
export const noFetch: SafeFetch = async () => ({ kind: 'failed', code: 'unreachable' })
