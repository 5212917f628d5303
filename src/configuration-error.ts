/** A setting that is missing or wrong. The message names it and says how to mend it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code = 'ERR_CONFIGURATION'
  /** The environment variable to mend. */
  readonly setting: string

  constructor(setting: string, howToMend: string, options?: ErrorOptions) {
    super(`${setting}: ${howToMend}`, options)
    this.setting = setting
  }
}
