type Fields = Record<string, unknown>

const write =
  (level: 'INFO' | 'WARN' | 'ERROR') =>
  (message: string, fields: Fields = {}) =>
    console.log(JSON.stringify({ level, time: new Date().toISOString(), message, ...fields }))

/** One JSON object a line, which CloudWatch Logs can search by field. */
export const log = { info: write('INFO'), warn: write('WARN'), error: write('ERROR') }

export const reasonOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)
