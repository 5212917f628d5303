import { createHmac, timingSafeEqual } from 'node:crypto'

/** What Slack signs of a request, and how. */
export interface SlackSignature {
  /** `X-Slack-Signature`: "v0=" and 64 hexadecimal digits. */
  readonly signature: string | undefined
  /** `X-Slack-Request-Timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined
}

/** A request older or newer than this is refused: someone may have kept it. */
const longestAgeSeconds = 300

/** Tells whether a timestamp is there and near enough to now, before the body is even read. */
export function isFresh({ timestamp }: SlackSignature, now: Date): boolean {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= longestAgeSeconds
}

/** Tells whether Slack signed this very body: HMAC-SHA256 over "v0:timestamp:body". */
export function isFromSlack(
  { signature, timestamp }: SlackSignature,
  rawBody: Buffer,
  signingSecret: string,
): boolean {
  if (signature === undefined || timestamp === undefined) return false
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody)
  const expected = Buffer.from(`v0=${mac.digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
