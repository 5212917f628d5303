import { once } from 'node:events'
import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { z } from 'zod'

/** The least that a bot can do: grammY, no database, the words back. What turns are measured against. */
export async function startEchoBot(apiRoot: string, secret: string) {
  const bot = new Bot('7:echo', { client: { apiRoot } })
  bot.on('message:text', (context) => context.reply(context.message.text))
  const server = createServer(webhookCallback(bot, 'http', { secretToken: secret }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.int() }).parse(server.address())
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
