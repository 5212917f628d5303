import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Response, Router } from 'express'
import { z } from 'zod'
import { projectFolder } from '../../src/project-folder.ts'
import { troubles } from './faults.ts'
import { simulatorPage } from './page.tsx'
import { ownerOf, roles } from './people.ts'
import { NoSuchButtonError } from './person.ts'
import { isSamePhone, simulatedChannels } from './phones.ts'
import type { SimulatedPlatform } from './platform.ts'
import { attachments } from './webhook.ts'
import { chooseWords } from './words.ts'

const phone = z.object({ channel: z.enum(simulatedChannels), role: z.enum(roles) })
/** Larger files are no badges. */
const mostFileBytes = 1_000_000

const act = phone.and(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('say'), text: z.string().max(10_000) }),
    z.object({
      kind: z.literal('press'),
      label: z.string().min(1),
      messageId: z.string().optional(),
    }),
    z.object({ kind: z.literal('send'), attachment: z.enum(attachments) }),
    z.object({
      kind: z.literal('sendFile'),
      name: z.string().min(1).max(200),
      mediaType: z.string().max(100),
      base64: z.base64().max(mostFileBytes * 2),
    }),
  ]),
)
type Act = z.infer<typeof act>

const assets = [
  'simulator.js',
  'messages.js',
  'presenter.js',
  'simulator.css',
  'apps.css',
  'presenter.css',
] as const

const chosenTrouble = z.object({
  channel: z.enum(simulatedChannels),
  trouble: z.enum(troubles),
})

/** Some rows of a table as they are stored, to be looked at. */
export interface StoredTable {
  readonly name: string
  readonly count: number
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** What the page needs besides the platform. */
export interface SimulatorOptions {
  readonly platform: SimulatedPlatform
  /** What the service has stored until now. */
  readonly readStored: () => Promise<readonly StoredTable[]>
}

/** The page with the phones, and what its script talks to. Mounted only while no real channel is set. */
export function simulatorRouter({ platform, readStored }: SimulatorOptions): Router {
  const router = Router()
  router.get('/', (request, response) => {
    response.type('html').send(simulatorPage(chooseWords(request)))
  })
  for (const name of assets) {
    const content = readFileSync(join(projectFolder, 'bots', 'simulator', 'public', name), 'utf8')
    router.get(`/simulator/${name}`, (_request, response) => {
      response.type(name).send(content)
    })
  }
  router.get('/simulator/events', (_request, response) => sendEvents(platform, response))
  router.post(
    '/simulator/act',
    express.json({ limit: mostFileBytes * 2 }),
    async (request, response) => {
      const parsed = act.safeParse(request.body)
      if (!parsed.success) {
        response.status(400).json({ status: 400, code: 'body-unreadable' })
        return
      }
      try {
        response.json({ answered: await perform(platform, parsed.data) })
      } catch (error) {
        if (!(error instanceof NoSuchButtonError)) throw error
        response.status(409).json({ status: 409, code: error.code })
      }
    },
  )
  router.get('/simulator/trouble', (_request, response) => {
    response.json(
      Object.fromEntries(
        simulatedChannels.map((channel) => [channel, platform.faults.troubleOf(channel)]),
      ),
    )
  })
  router.post('/simulator/trouble', express.json({ limit: '1kb' }), (request, response) => {
    const chosen = chosenTrouble.safeParse(request.body)
    if (!chosen.success) {
      response.status(400).json({ status: 400, code: 'body-unreadable' })
      return
    }
    platform.faults.choose(chosen.data.channel, chosen.data.trouble)
    response.sendStatus(204)
  })
  router.get('/simulator/stored', async (_request, response) => {
    response.set('cache-control', 'no-store').json(await readStored())
  })
  return router
}

function perform(platform: SimulatedPlatform, done: Act): Promise<number> {
  const person = platform.person(ownerOf(done.channel, done.role))
  switch (done.kind) {
    case 'say':
      return person.say(done.text)
    case 'press':
      return person.press(done.label, done.messageId)
    case 'send':
      return person.send(done.attachment)
    case 'sendFile': {
      const { name, mediaType, base64 } = done
      return person.sendFile({ name, mediaType, bytes: Buffer.from(base64, 'base64') })
    }
  }
}

/** Server-sent events: first all that is on the phones, then each new message. */
function sendEvents({ phones }: SimulatedPlatform, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`)
  const shown = simulatedChannels.flatMap((channel) =>
    roles.map((role) => ({ channel, role, owner: ownerOf(channel, role) })),
  )
  for (const { channel, role, owner } of shown) {
    for (const message of phones.messagesOf(owner)) send({ channel, role, message })
  }
  send({ ready: true })
  const end = phones.listen((owner, message) => {
    const at = shown.find((each) => isSamePhone(each.owner, owner))
    if (at !== undefined) send({ channel: at.channel, role: at.role, message })
  })
  response.on('close', end)
}
