import { isOnServer, readPlatformFile } from '../read-platform-file.ts'
import type { SlackSettings } from './settings.ts'
import type { Workspaces } from './workspaces.ts'

/**
 * Reads a file that somebody shared (needs the scope `files:read`); null when it cannot be had.
 *
 * @param reference the workspace and the file's address, as `parseSlack` writes them.
 */
export async function readSlackFile(
  { apiUrl }: Pick<SlackSettings, 'apiUrl'>,
  workspaces: Pick<Workspaces, 'find'>,
  reference: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const [team = '', ...rest] = reference.split(' ')
  const url = rest.join(' ')
  if (!isOnServer(url, apiUrl ?? 'https://files.slack.com')) return null
  const workspace = await workspaces.find(team)
  if (workspace === null) return null
  return readPlatformFile(url, { authorization: `Bearer ${workspace.token}` }, mostBytes)
}
