/** No PostgreSQL was installed for this machine, or its files are not whole. */
export class EmbeddedPostgresMissingError extends Error {
  override readonly name = 'EmbeddedPostgresMissingError'
  readonly code = 'ERR_EMBEDDED_POSTGRES_MISSING'
}

/** We run as root, which PostgreSQL refuses, and no other account can be had for it. */
export class ServerAccountError extends Error {
  override readonly name = 'ServerAccountError'
  readonly code = 'ERR_SERVER_ACCOUNT'
}

/** The data may not be read or written by the account we run as. */
export class DataAccessError extends Error {
  override readonly name = 'DataAccessError'
  readonly code = 'ERR_DATA_ACCESS'
}

/** Another Stapje works on this data. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError'
  readonly code = 'ERR_DATA_IN_USE'
  /** The process of the other one, when it is known. */
  readonly processId: number | null

  constructor(dataDirectory: string, processId: number | null, options?: ErrorOptions) {
    const who = processId === null ? 'Another Stapje' : `Another Stapje (process ${processId})`
    super(
      `${who} is running on the data in ${dataDirectory}. ` +
        'Stop that one first, or give this one a folder of its own with DATA_DIR.',
      options,
    )
    this.processId = processId
  }
}

/** PostgreSQL itself would not make or open the data; the message carries what it said. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError'
  readonly code = 'ERR_SERVER_START'
}
