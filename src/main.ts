import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { ConfigurationError } from './configuration-error.ts'
import { startService } from './service/start-service.ts'
import { tellOperator } from './service/tell-operator.ts'

const write = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig()
  const log = pino({ level: config.logLevel, base: null })
  const service = await startService(config, {
    clock: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    log,
  })
  tellOperator(service, write)

  let stopping = false
  const stop = async () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1)
    stopping = true
    write('Stopping …')
    await service.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  // What an operator can mend is said in words; anything else shows where it happened.
  const isKnown = error instanceof ConfigurationError || (error instanceof Error && 'code' in error)
  process.stderr.write(
    isKnown && error instanceof Error
      ? `Stapje cannot start. ${error.message}\n`
      : `Stapje cannot start: ${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}
