import { z } from 'zod'

/** What the load process is asked to do. */
export const asked = z.object({
  /** The webhook to post to. */
  address: z.string(),
  secret: z.string(),
  texts: z.array(z.string()),
  /** How many people write. Each waits for the reply before writing again. */
  people: z.int().positive(),
  load: z.discriminatedUnion('kind', [
    /** As many turns as can be had. */
    z.object({ kind: z.literal('full'), seconds: z.number() }),
    /** So many turns, as fast as can be, each writer going through chats of their own. */
    z.object({
      kind: z.literal('counted'),
      turns: z.int().positive(),
      firstChat: z.int(),
      chats: z.int().positive(),
    }),
    /** A steady stream. */
    z.object({ kind: z.literal('steady'), perSecond: z.number(), seconds: z.number() }),
  ]),
})
export type Asked = z.infer<typeof asked>

const measured = z.object({
  turnsPerSecond: z.number(),
  /** Until the webhook's answer. */
  acknowledgedP99Milliseconds: z.number(),
  /** Until the platform has the reply. */
  repliedP50Milliseconds: z.number(),
  repliedP95Milliseconds: z.number(),
})
export type Measured = z.infer<typeof measured>

/** What the load process tells. */
export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.int() }),
  z.object({ kind: z.literal('measured'), measured }),
])
export type Answer = z.infer<typeof answer>
