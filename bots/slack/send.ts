import { webApi } from '@slack/bolt'
import type { Outgoing, SendResult } from '../../src/conversation/channel.ts'
import { renderSlack } from './render.ts'
import type { Workspaces } from './workspaces.ts'

/** Nobody is there for us any more. */
const goneErrors: readonly string[] = [
  'user_not_found',
  'user_disabled',
  'channel_not_found',
  'is_archived',
  'cannot_dm_bot',
]

/** Ours or the operator's to mend, or Slack's own trouble: no reason to lose the reply. */
const passingErrors: readonly string[] = [
  'invalid_auth',
  'not_authed',
  // Our own token's account, not the person's.
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]
const passingWaitMilliseconds = 60_000

const errorName = /^[a-z0-9_-]{1,80}$/

/** What Slack says of blocks it cannot show, such as a picture that it cannot fetch. */
const blockErrors: readonly string[] = ['invalid_blocks', 'invalid_attachments']

/**
 * Posts a reply in the person's own chat with the app. A picture that Slack cannot fetch is left
 * out: the words go.
 *
 * @param outgoing its address is "team/user"; a user's id works as the channel of their chat.
 */
export async function sendSlack(
  workspaces: Pick<Workspaces, 'find'>,
  { address, reply }: Outgoing,
): Promise<SendResult> {
  const [team = '', channel = ''] = address.split('/')
  const workspace = await workspaces.find(team)
  // Nobody is written to with the token of another workspace, where the same id is somebody else.
  if (workspace === null) return { kind: 'unreachable', code: 'not-in-workspace' }
  const { client } = workspace
  const post = async (spoken: typeof reply): Promise<SendResult> => {
    const { text, blocks } = renderSlack(spoken)
    try {
      const posted = await client.chat.postMessage({ channel, text, blocks: [...blocks] })
      return { kind: 'sent', providerMessageId: posted.ts ?? null }
    } catch (error) {
      return readSlackFailure(error)
    }
  }
  const result = await post(reply)
  const spoiled = result.kind === 'refused' && blockErrors.includes(result.code)
  return spoiled && reply.picture !== null ? post({ ...reply, picture: null }) : result
}

/** Reads what the Web API client threw: an answer of Slack, or no answer at all. */
export function readSlackFailure(error: unknown): Exclude<SendResult, { kind: 'sent' }> {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const afterMilliseconds = error.retryAfter * 1000
    return { kind: 'tryLater', code: 'slack-429', afterMilliseconds }
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error
    // A proxy in between can answer with a page, which the client takes for the name of an error.
    if (!errorName.test(code)) return { kind: 'tryLater', code: 'network', afterMilliseconds: null }
    if (goneErrors.includes(code)) return { kind: 'unreachable', code }
    if (passingErrors.includes(code)) {
      return { kind: 'tryLater', code, afterMilliseconds: passingWaitMilliseconds }
    }
    return { kind: 'refused', code }
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `slack-${error.statusCode}`
    const isOurs = error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 429
    return isOurs ? { kind: 'refused', code } : { kind: 'tryLater', code, afterMilliseconds: null }
  }
  return { kind: 'tryLater', code: 'network', afterMilliseconds: null }
}
