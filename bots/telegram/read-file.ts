import type { Api } from 'grammy'
import { readPlatformFile } from '../read-platform-file.ts'
import type { TelegramSettings } from './settings.ts'

/** Reads a document that somebody sent (Bot API, getFile); null when it cannot be had. */
export async function readTelegramFile(
  api: Api,
  { token, apiRoot }: Pick<TelegramSettings, 'token' | 'apiRoot'>,
  fileId: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const found = await api.getFile(fileId).catch(() => null)
  if (found?.file_path === undefined) return null
  const root = apiRoot ?? 'https://api.telegram.org'
  return readPlatformFile(`${root}/file/bot${token}/${found.file_path}`, {}, mostBytes)
}
