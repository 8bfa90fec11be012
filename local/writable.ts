import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * @param depth how many folders down it looks; what is not there is passed over
 * @throws Error of one line naming the first file or folder that another user has made and this one may not write
 */
export function assertWritable(place: string, depth = 0) {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === undefined) return
  try {
    accessSync(place, constants.R_OK | constants.W_OK | (isFolder ? constants.X_OK : 0))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw permissionAdvice(error as NodeJS.ErrnoException, place)
  }
  if (isFolder && depth > 0)
    for (const entry of readdirSync(place)) assertWritable(path.join(place, entry), depth - 1)
}

/** An error of the file system that another user's files or a read-only disk cause, as one line that says what to do. */
export function permissionAdvice(error: NodeJS.ErrnoException, place = error.path): Error {
  if (!place || !/^(EACCES|EPERM|EROFS)$/.test(error.code ?? '')) return error
  return new Error(
    `${place} may not be written (${error.code}): make it yours with chown, or delete it as its owner`,
  )
}
