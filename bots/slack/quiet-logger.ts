import { LogLevel, type webApi } from '@slack/bolt'

type SlackLogger = NonNullable<webApi.WebClientOptions['logger']>

/** Bolt's own lines can hold what people wrote, so none is kept: what matters is logged by code. */
export const quietLogger: SlackLogger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}
