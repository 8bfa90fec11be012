/** All that write lines: the site, and each function by its file. */
export const loggers = ['site', 'ordering', 'inventory', 'payment', 'reconcile', 'mail', 'restocked'] as const
export type Logger = (typeof loggers)[number]

/** Those that only a shop has which sends mail. */
export const mailLoggers: readonly Logger[] = ['mail', 'restocked']

/** Where a stage keeps the lines of one. */
export const logGroupOf = ({ name, stage }: { name: string; stage: string }, logger: Logger) =>
  `/aws/lambda/${name}-${stage}-${logger}`
