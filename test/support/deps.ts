import { randomBytes, randomUUID } from 'node:crypto'
import type { ChatStart, Deps } from '../../src/deps.ts'
import { createKeyRing } from '../../src/signing/key-ring.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { testNow } from './clock.ts'

/** The secret that everything in the test databases is sealed with. */
export const testSecret = 'a secret for tests only, of enough characters'

/** What the core gets in a test: a clock that stands still unless another is given. */
export function testDeps(overrides: Partial<Pick<Deps, 'clock' | 'siteUrl'>> = {}): Deps {
  const parts = {
    clock: () => testNow,
    siteUrl: 'https://stapje.example',
    chatLinks: ({ payload }: ChatStart) => [
      { app: 'Chat', url: `https://chat.example/?start=${payload}` },
    ],
    newId: () => randomUUID(),
    seals: createSeals(testSecret),
    ...overrides,
  }
  return {
    ...parts,
    randomBytes: (count) => randomBytes(count),
    keyRing: createKeyRing(parts),
  }
}
