import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { type Answer, asked, type Measured } from './protocol.ts'

// The platform's side, in a process of its own: a Bot API that takes replies, and people who write.

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
/** Who waits for a reply in a chat, the longest-waiting first. */
const waiting = new Map<number, (() => void)[]>()
let updateId = 1
let messageId = 1

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const botApi = createServer(async (call, response) => {
  const body = await read(call)
  const method = call.url?.split('/').at(-1) ?? ''
  const chat = Number(/"chat_id":"?(\d+)/.exec(body)?.[1] ?? 0)
  const sent = {
    message_id: messageId++,
    date: 1_790_000_000,
    chat: { id: chat, type: 'private', first_name: 'A' },
  }
  const bot = { id: 7, is_bot: true, first_name: 'Stapje', username: 'stapje_bot' }
  const result = method.startsWith('send') ? sent : method === 'getMe' ? bot : true
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ ok: true, result }))
  if (!method.startsWith('send')) return
  waiting.get(chat)?.shift()?.()
})

/** Posts one message; resolves with the milliseconds until the answer of the webhook. */
function post(address: string, secret: string, chat: number, text: string): Promise<number> {
  const start = performance.now()
  const id = updateId++
  const body = JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: 'private', first_name: 'A' },
      from: { id: chat, is_bot: false, first_name: 'A', language_code: 'nl' },
      text,
    },
  })
  return new Promise((resolve, reject) => {
    const call = request(
      address,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-telegram-bot-api-secret-token': secret,
        },
      },
      (response) => {
        response.resume()
        response.on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - start)
          else reject(new Error(`The webhook answered ${response.statusCode}`))
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

interface Timed {
  readonly acknowledged: number
  readonly replied: number
}

async function turn(address: string, secret: string, chat: number, text: string): Promise<Timed> {
  const start = performance.now()
  const reply = new Promise<number>((resolve) => {
    const told = () => resolve(performance.now() - start)
    const others = waiting.get(chat)
    if (others === undefined) waiting.set(chat, [told])
    else others.push(told)
  })
  const acknowledged = await post(address, secret, chat, text)
  return { acknowledged, replied: await reply }
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function measured(times: readonly Timed[], seconds: number): Measured {
  const acknowledged = times.map((time) => time.acknowledged).sort((a, b) => a - b)
  const replied = times.map((time) => time.replied).sort((a, b) => a - b)
  return {
    turnsPerSecond: times.length / seconds,
    acknowledgedP99Milliseconds: percentile(acknowledged, 0.99),
    repliedP50Milliseconds: percentile(replied, 0.5),
    repliedP95Milliseconds: percentile(replied, 0.95),
  }
}

const tell = (answer: Answer) => process.send?.(answer)

process.on('message', async (received) => {
  const { address, secret, texts, people, load } = asked.parse(received)
  const textOf = (index: number) => texts[index % texts.length] ?? 'hoi'
  const times: Timed[] = []
  const start = performance.now()
  if (load.kind === 'full') {
    let next = 0
    const person = async (chat: number) => {
      while (performance.now() < start + load.seconds * 1000)
        times.push(await turn(address, secret, chat, textOf(next++)))
    }
    await Promise.all(Array.from({ length: people }, (_, index) => person(1000 + index)))
  } else if (load.kind === 'counted') {
    let next = 0
    const own = Math.max(1, Math.floor(load.chats / people))
    const writer = async (place: number) => {
      for (let turns = 0; next < load.turns; turns += 1) {
        const chat = load.firstChat + place * own + (turns % own)
        times.push(await turn(address, secret, chat, textOf(next++)))
      }
    }
    await Promise.all(Array.from({ length: people }, (_, place) => writer(place)))
  } else {
    const turns: Promise<unknown>[] = []
    for (let index = 0; index < load.seconds * load.perSecond; index += 1) {
      const due = start + (index * 1000) / load.perSecond
      const early = due - performance.now()
      if (early > 1) await after(early)
      const chat = 1000 + (index % people)
      turns.push(turn(address, secret, chat, textOf(index)).then((time) => times.push(time)))
    }
    await Promise.all(turns)
  }
  tell({ kind: 'measured', measured: measured(times, (performance.now() - start) / 1000) })
})

botApi.listen(0, '127.0.0.1', () => {
  const { port } = botApi.address() as AddressInfo
  tell({ kind: 'listening', port })
})
