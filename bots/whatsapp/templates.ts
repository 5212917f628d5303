import type { Twilio } from 'twilio'
import { z } from 'zod'
import type { ChannelContext } from '../channel.ts'
import type { FilledTemplate } from './template.ts'

/** There are some dozens of shapes; past this number something is wrong, and words alone will do. */
const mostTemplates = 500

/** After a failure words go without buttons for a while, so that not each reply waits in vain. */
const restMilliseconds = 600_000

const created = z.object({ sid: z.string().regex(/^HX[0-9a-fA-F]{32}$/) })

/**
 * Knows the account's templates: looks them up once, and makes one the first time it is needed.
 */
export class Templates {
  readonly #client: Twilio
  readonly #context: Pick<ChannelContext, 'clock' | 'log'>
  #sids: Promise<Map<string, Promise<string>>> | null = null
  #restUntil = 0

  constructor(client: Twilio, context: Pick<ChannelContext, 'clock' | 'log'>) {
    this.#client = client
    this.#context = context
  }

  /** The template's SID; null when there is none and none could be made. */
  async sidOf(template: FilledTemplate): Promise<string | null> {
    if (this.#context.clock().getTime() < this.#restUntil) return null
    let known: Map<string, Promise<string>> | null = null
    try {
      this.#sids ??= this.#lookUp()
      known = await this.#sids
      const sid = known.get(template.name)
      if (sid !== undefined) return await sid
      if (known.size >= mostTemplates) return null
      const making = this.#make(template)
      known.set(template.name, making)
      return await making
    } catch {
      if (known === null) this.#sids = null
      known?.delete(template.name)
      this.rest()
      return null
    }
  }

  /** Does without templates for a while. */
  rest(): void {
    this.#restUntil = this.#context.clock().getTime() + restMilliseconds
    this.#context.log.warn({ channel: 'whatsapp', code: 'no-template' }, 'sending without buttons')
  }

  async #lookUp(): Promise<Map<string, Promise<string>>> {
    const found = await this.#client.content.v1.contents.list({ pageSize: 500, limit: 2000 })
    return new Map(
      found
        .filter(({ friendlyName }) => friendlyName?.startsWith('stapje_'))
        .map(({ friendlyName, sid }) => [friendlyName, Promise.resolve(sid)]),
    )
  }

  /** By a plain request: the client's own call puts names in the JSON that the API does not know. */
  async #make({ name, types, variables }: FilledTemplate): Promise<string> {
    const samples = Object.keys(variables).map((variable) => [variable, 'Stapje'])
    const response = await this.#client.request({
      method: 'post',
      uri: 'https://content.twilio.com/v1/Content',
      headers: { 'Content-Type': 'application/json' },
      data: {
        friendly_name: name,
        language: 'nl',
        variables: Object.fromEntries(samples),
        types,
      },
    })
    return created.parse(response.body).sid
  }
}
