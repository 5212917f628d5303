import { randomBytes, randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { pino } from 'pino'
import { startTerminal } from '../../bots/simulator/terminal.ts'
import { readConfig } from '../config.ts'
import { startService } from '../service/start-service.ts'
import { runProgram } from './run-program.ts'

/** `npm run chat`: the service with a phone in the terminal, on the demo's own data. */
await runProgram(async () => {
  const config = readConfig({ ...readConfig().environment, PORT: '0' })
  const service = await startService(config, {
    clock: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    log: pino({ level: 'silent' }),
  })
  try {
    const { platform } = service
    if (platform === null) {
      return `A real channel is set (${service.channels.join(', ')}): talk to the bot there.`
    }
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    const terminal = startTerminal({ platform, write: (line) => console.log(line) })
    lines.setPrompt(terminal.prompt())
    lines.prompt()
    for await (const line of lines) {
      if ((await terminal.type(line)) === 'end') break
      lines.setPrompt(terminal.prompt())
      lines.prompt()
    }
    terminal.stop()
    lines.close()
    return null
  } finally {
    await service.stop()
  }
})
