import { isOnServer, readPlatformFile } from '../read-platform-file.ts'
import type { SlackSettings } from './settings.ts'

/** Reads a file that somebody shared (needs the scope `files:read`); null when it cannot be had. */
export async function readSlackFile(
  { botToken, apiUrl }: Pick<SlackSettings, 'botToken' | 'apiUrl'>,
  url: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  if (!isOnServer(url, apiUrl ?? 'https://files.slack.com')) return null
  return readPlatformFile(url, { authorization: `Bearer ${botToken}` }, mostBytes)
}
