import { atShare, type Figure } from './benchmark.ts'

/** Readers at once. */
const readers = 8

/**
 * Reads pages of badges as many readers do at once. Nothing of such a page is kept: it is private, and the badge is
 * verified anew each time. So there are two states: the first page that a process makes, and all after.
 */
export async function measurePages(
  url: string,
  tokens: readonly string[],
): Promise<readonly Figure[]> {
  let asked = 0
  const read = async (token: string): Promise<number> => {
    const start = performance.now()
    asked += 1
    const response = await fetch(`${url}/b/${token}`, {
      // Readers are many, and one of them is limited.
      headers: { accept: 'text/html', 'x-forwarded-for': `192.0.2.${asked % 250}` },
    })
    await response.text()
    if (response.status !== 200) throw new Error(`A badge page answered ${response.status}`)
    return performance.now() - start
  }
  const [firstToken = ''] = tokens
  const first = await read(firstToken)
  for (const token of tokens.slice(0, 100)) await read(token)
  const waiting = [...tokens, ...tokens]
  const count = waiting.length
  const times: number[] = []
  const start = performance.now()
  const reader = async () => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
      times.push(await read(token))
    }
  }
  await Promise.all(Array.from({ length: readers }, reader))
  const speed = (count / (performance.now() - start)) * 1000
  return [
    { name: 'badge page, the first that this process makes', measured: `${first.toFixed(0)} ms` },
    { name: `badge pages a second, warm, ${readers} readers at once`, measured: speed.toFixed(0) },
    {
      name: `badge page p95, warm, ${readers} readers at once`,
      measured: `${atShare(times, 0.95).toFixed(1)} ms`,
    },
  ]
}
