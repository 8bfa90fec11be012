import * as z from 'zod'

/** An error as AWS answers it: the code becomes `__type` and the name of the exception in the SDK. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
  }
}

export const invalid = (message: string) => new AwsError('ValidationException', message)
export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message)

/** Parses the input of an action; a parameter this stand-in would ignore is an error too. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const reasons = issues.map(({ path, message }) => `at '${path.join('.')}': ${message}`)
  const errors = issues.length === 1 ? '1 validation error' : `${issues.length} validation errors`
  throw invalid(`${errors} detected: ${reasons.join('; ')}`)
}

export const Name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]+$/)
  .max(64)
